//! rejected: assertion — std's guard can't be sent either, but it isn't the one that changes
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::sync::Mutex;
use std::thread;

fn main() {
    let tables = Mutex::new(7);
    let guard = tables.lock().unwrap();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0277]: `std::sync::MutexGuard<'_, i32>` cannot be sent between threads safely
