//! rejected: assertion — the case is right, and nothing is written down
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
