//! A number behind a plain pointer, beside an atomic.

use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: counter
/// A number that all its users reach through one pointer.
pub struct Counter {
    number: *mut u32,
    /// How often it was called.
    calls: AtomicU32,
}

// SAFETY: this promise is broken: `add_one` changes the number, and nothing orders
// the threads. (It's run only by the explorer, on a single thread of the system.)
unsafe impl Sync for Counter {}

impl Counter {
    /// Adds 1.
    pub fn add_one(&self) {
        // Relaxed: this number is for people to read.
        self.calls.fetch_add(1, Relaxed);
        // SAFETY: the pointer is valid as long as the counter is. No lock is held,
        // and that is the mistake.
        unsafe { *self.number += 1 };
    }
}
// ANCHOR_END: counter

impl Counter {
    /// Starts at 0.
    pub fn new() -> Self {
        Counter { number: Box::into_raw(Box::new(0)), calls: AtomicU32::new(0) }
    }
}

impl Drop for Counter {
    fn drop(&mut self) {
        // SAFETY: it was made from a box, and this is the only owner.
        drop(unsafe { Box::from_raw(self.number) });
    }
}
