//! rejected: assertion — a program without `main` never compiles
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

pub fn send() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0601]: `main` function not found in crate `$CRATE`
