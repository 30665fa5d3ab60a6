//! right: the lock is in a `static`, and the guard waits in an `Option`
#![cfg(false)]

use std::sync::OnceLock;
use std::thread;

use lock::{Lock, LockGuard};

static TABLES: OnceLock<Lock<i32>> = OnceLock::new();

fn main() {
    let guard: Option<LockGuard<'static, i32>> = Some(TABLES.get_or_init(|| Lock::new(7)).lock());
    thread::spawn(move || drop(guard)).join().unwrap();
}

// error[E0277]: `*const ()` cannot be sent between threads safely
