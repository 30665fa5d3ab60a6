//! rejected: assertion — there is no `Locks`
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Locks;

fn main() {
    let tables = Locks::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0432]: unresolved import `lock::Locks`
