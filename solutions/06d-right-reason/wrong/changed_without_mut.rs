//! rejected: assertion — the guard is not declared `mut`
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || *guard += 1);
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
