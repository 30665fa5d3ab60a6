//! Stage 4: a counter for each thread, side by side or a cache line apart.

use crossbeam_utils::CachePadded;

use crate::sync::atomic::{AtomicU64, Ordering::Relaxed};

// ANCHOR: counters
/// A counter for each thread, side by side.
pub struct SideBySide(Vec<AtomicU64>);

/// A counter for each thread, each with cache lines of its own.
pub struct Apart(Vec<CachePadded<AtomicU64>>);
// ANCHOR_END: counters

impl SideBySide {
    /// Counters for so many threads.
    pub fn new(threads: usize) -> Self {
        SideBySide((0..threads).map(|_| AtomicU64::new(0)).collect())
    }

    // ANCHOR: add
    /// Counts for the thread with this number. No other thread may use this number.
    pub fn add(&self, thread: usize) {
        // Relaxed: only one thread writes here, and joining it makes the count visible.
        let count = self.0[thread].load(Relaxed);
        self.0[thread].store(count + 1, Relaxed);
    }
    // ANCHOR_END: add

    /// What all threads have counted.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|count| count.load(Relaxed)).sum()
    }
}

impl Apart {
    /// Counters for so many threads.
    pub fn new(threads: usize) -> Self {
        Apart((0..threads).map(|_| CachePadded::new(AtomicU64::new(0))).collect())
    }

    /// Counts for the thread with this number. No other thread may use this number.
    pub fn add(&self, thread: usize) {
        // Relaxed: as above.
        let count = self.0[thread].load(Relaxed);
        self.0[thread].store(count + 1, Relaxed);
    }

    /// What all threads have counted.
    pub fn total(&self) -> u64 {
        self.0.iter().map(|count| count.load(Relaxed)).sum()
    }
}
