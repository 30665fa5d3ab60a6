//! rejected: assertion — a copy of the number goes to the thread, and the guard stays
//! by: only_sending_a_guard_is_refused, the_first_line_of_the_refusal_is_written_down
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    let free = *guard;
    thread::scope(|s| {
        s.spawn(move || println!("{free}"));
    });
}

// error[E0277]: `*const ()` cannot be sent between threads safely
