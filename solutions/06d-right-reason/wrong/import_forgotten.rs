//! rejected: assertion — `thread` is not imported, so no thread and no guard is ever looked at
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0433]: cannot find module or crate `thread` in this scope
