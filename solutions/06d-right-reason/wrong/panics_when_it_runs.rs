//! rejected: assertion — where it compiles it panics, and a case that should pass is run
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || assert!(*guard == 0, "no table is free"));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
