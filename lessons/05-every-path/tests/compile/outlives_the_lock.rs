//! A guard that is still there when its lock is gone.

// ANCHOR: outlives-the-lock
use lesson05::s1_lock::BinaryLock;

fn main() {
    let guard;
    {
        let lock = BinaryLock::default();
        guard = lock.guard();
    }
    drop(guard);
}
// ANCHOR_END: outlives-the-lock
