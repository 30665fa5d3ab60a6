//! The guard of std's mutex goes to `_`: this one the compiler knows.

// ANCHOR: underscore-std
use std::sync::Mutex;

fn main() {
    let lock = Mutex::new(());
    let _ = lock.lock();
    println!("nobody else is here");
}
// ANCHOR_END: underscore-std
