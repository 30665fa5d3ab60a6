//! rejected: assertion — the lock in the guard is private
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard.lock));
    });
}

// error[E0616]: field `lock` of struct `LockGuard` is private
