//! A case for trybuild: a program that must not compile, because a guard stays on its thread.
//!
//! At work this file would be `tests/compile/guard_is_sent.rs`, without the next line. Here it needs that line: cargo
//! takes the file for a library, and must not compile it.
#![cfg(false)]

use lock::Lock;

// TODO 1: this was refused on the day it was written, and it's still refused when guards may be sent. Repair the case.
fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::spawn(move || drop(guard));
}

// TODO 2: read the refusal, and accept it by writing its first line here:
//
