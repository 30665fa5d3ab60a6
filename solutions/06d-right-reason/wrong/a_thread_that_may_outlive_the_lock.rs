//! rejected: assertion — the guard borrows the lock, and `thread::spawn` allows no borrow, whatever is `Send`
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables = Lock::new(7);
    let guard = tables.lock();
    let thread = thread::spawn(move || drop(guard));
    thread.join().unwrap();
}

// error[E0277]: `*const ()` cannot be sent between threads safely
