//! rejected: assertion — a guard borrows from the `Arc`, too, and `thread::spawn` allows no borrow
//! by: only_sending_a_guard_is_refused
#![cfg(false)]

use std::sync::Arc;
use std::thread;

use lock::Lock;

fn main() {
    let tables = Arc::new(Lock::new(7));
    let guard = tables.lock();
    thread::spawn(move || drop(guard)).join().unwrap();
}

// error[E0277]: `*const ()` cannot be sent between threads safely
