//! Stage 1: a counter that reads, adds, and writes back.

// ANCHOR: racy-counter
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A counter that loses increments when two threads add at the same time.
#[derive(Default)]
pub struct RacyCounter {
    value: AtomicU32,
}

impl RacyCounter {
    /// Adds one, in two steps, with room for another thread in between.
    pub fn increment(&self) {
        let seen = self.value.load(Relaxed);
        self.value.store(seen + 1, Relaxed);
    }

    /// The current value.
    pub fn get(&self) -> u32 {
        self.value.load(Relaxed)
    }
}
// ANCHOR_END: racy-counter
