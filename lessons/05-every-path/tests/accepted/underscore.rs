//! A guard of your own bound to `_`: not even a warning.

#![deny(warnings)]

use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let _ = lock.guard();
    println!("the lock is free here");
}
