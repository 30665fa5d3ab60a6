//! right: a leaked lock, so that even `thread::spawn` allows the borrow
#![cfg(false)]

use std::thread;

use lock::Lock;

fn main() {
    let tables: &'static Lock<i32> = Box::leak(Box::new(Lock::new(7)));
    let guard = tables.lock();
    thread::spawn(move || drop(guard)).join().unwrap();
}

// error[E0277]: `*const ()` cannot be sent between threads safely
