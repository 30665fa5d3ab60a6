//! Where a value goes to another thread, and what it must be for that.

use crate::thread;

// ANCHOR: side-by-side
/// Runs both at the same time, each on its own thread, and joins both.
pub fn side_by_side<A: FnOnce() + Send, B: FnOnce() + Send>(one: A, other: B) {
    thread::scope(|s| {
        s.spawn(one);
        s.spawn(other);
    });
}
// ANCHOR_END: side-by-side
