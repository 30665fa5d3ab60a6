//! A guard without a name, as an error; without the first line it is a warning.

// ANCHOR: no-name
#![deny(unused_must_use)]

use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    lock.guard();
    println!("the critical section");
}
// ANCHOR_END: no-name
