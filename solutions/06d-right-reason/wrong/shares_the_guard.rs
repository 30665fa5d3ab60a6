//! rejected: assertion — the guard is only lent to another thread, and it may be shared
//! by: only_sending_a_guard_is_refused, the_first_line_of_the_refusal_is_written_down
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    thread::scope(|s| {
        s.spawn(|| println!("{}", *guard));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
