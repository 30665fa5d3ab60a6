//! A guard that goes to `_`, with the lint that notices; nobody has it switched on who did not ask for it.

// ANCHOR: underscore-denied
#![deny(let_underscore_drop)]

use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let _ = lock.guard();
    println!("nobody else is here");
}
// ANCHOR_END: underscore-denied
