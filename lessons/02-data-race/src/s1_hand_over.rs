//! Stage 1: two ways to hand work to another thread, and what each requires of the closure.

use crate::thread;

// ANCHOR: on-a-thread
/// Runs `work` on its own thread, and joins that thread.
pub fn on_a_thread<F: FnOnce() + Send + 'static>(work: F) {
    thread::spawn(work).join().expect("the work does not panic");
}
// ANCHOR_END: on-a-thread

// ANCHOR: side-by-side
/// Runs both at the same time, each on its own thread, and joins both.
pub fn side_by_side<A: FnOnce() + Send, B: FnOnce() + Send>(one: A, other: B) {
    thread::scope(|s| {
        s.spawn(one);
        s.spawn(other);
    });
}
// ANCHOR_END: side-by-side

// ANCHOR: accepted
/// What the compiler accepts: the count is shared by an `Arc`, and is an atomic.
pub fn count_to_two() -> u32 {
    use crate::sync::Arc;
    use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

    let count = Arc::new(AtomicU32::new(0));
    let theirs = Arc::clone(&count);
    // Relaxed is enough: each addition is one step, and joining a thread makes everything
    // it did visible.
    on_a_thread(move || _ = theirs.fetch_add(1, Relaxed));
    count.fetch_add(1, Relaxed);
    count.load(Relaxed)
}
// ANCHOR_END: accepted
