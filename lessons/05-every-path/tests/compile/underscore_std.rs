//! The guard of std's mutex bound to `_`: this one the compiler knows.

// ANCHOR: underscore-std
use std::sync::Mutex;

fn main() {
    let lock = Mutex::new(());
    let _ = lock.lock();
    println!("the critical section");
}
// ANCHOR_END: underscore-std
