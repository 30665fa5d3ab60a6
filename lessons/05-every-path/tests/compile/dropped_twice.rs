//! Releasing twice: the second time the guard is gone.

// ANCHOR: dropped-twice
use lesson05::s1_lock::BinaryLock;

fn main() {
    let lock = BinaryLock::default();
    let guard = lock.guard();
    drop(guard);
    drop(guard);
}
// ANCHOR_END: dropped-twice
