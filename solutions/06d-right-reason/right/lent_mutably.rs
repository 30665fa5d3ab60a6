//! right: another thread gets `&mut` of the guard, which needs `Send` just the same
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let mut guard = tables.lock();
    thread::scope(|s| {
        s.spawn(|| *guard = 8);
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
