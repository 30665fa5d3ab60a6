//! rejected: assertion — the lock itself may be sent
//! by: only_sending_a_guard_is_refused, the_first_line_of_the_refusal_is_written_down
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let thread = thread::spawn(move || drop(tables.lock()));
    thread.join().unwrap();
}

// error[E0277]: `*const ()` cannot be sent between threads safely
