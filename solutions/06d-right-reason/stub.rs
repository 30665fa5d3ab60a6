//! A case for trybuild: a program that must not compile, because a guard stays on its thread.
//!
//! At work this file would be `tests/compile/guard_is_sent.rs`, without the next line. That line is needed here: it
//! keeps cargo from compiling the file as a library.
#![cfg(false)]

use lock::Lock;

// TODO 1: this has never compiled, and it still doesn't when guards may be sent. Repair it.
fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::spawn(move || drop(guard));
}

// TODO 2: read the compiler's refusal, and accept it by copying its first line here:
//
