//! A guard bound to `_`, with the lint that notices; the lint is off by default.

// ANCHOR: underscore-denied
#![deny(let_underscore_drop)]

use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let _ = lock.guard();
    println!("the critical section");
}
// ANCHOR_END: underscore-denied
