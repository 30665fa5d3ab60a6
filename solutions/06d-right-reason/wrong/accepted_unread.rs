//! rejected: assertion — the case is right, but what was written down is the refusal of the old one
//! by: the_first_line_of_the_refusal_is_written_down
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(move || drop(guard));
    });
}

// error[E0433]: cannot find module or crate `thread` in this scope
