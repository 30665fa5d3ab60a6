//! A guard of one's own goes to `_`, and not even a warning is given.

#![deny(warnings)]

use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let _ = lock.guard();
    println!("everybody else may be here");
}
