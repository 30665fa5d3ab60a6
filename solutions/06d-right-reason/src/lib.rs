//! A case for trybuild: a program that must not compile, because a guard stays on its thread.
//!
//! At work this file would be `tests/compile/guard_is_sent.rs`, without the next line. That line is needed here: it
//! keeps cargo from compiling the file as a library.
#![cfg(false)]

use std::thread;

use lock::Lock;

// Only the guard keeps this from compiling: a scope lets its threads borrow, and the value is a number.
fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
