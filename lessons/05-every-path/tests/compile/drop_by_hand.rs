//! Calling the destructor like any other method.

// ANCHOR: drop-by-hand
use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let mut guard = lock.guard();
    guard.drop();
}
// ANCHOR_END: drop-by-hand
