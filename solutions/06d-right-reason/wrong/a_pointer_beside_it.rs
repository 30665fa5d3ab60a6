//! rejected: assertion — the raw pointer beside the guard can't be sent
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    let pair = (guard, std::ptr::null::<()>());
    thread::scope(|s| {
        s.spawn(move || drop(pair));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
