//! Stage 3: changes that have no instruction of their own.

use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A counter that never goes above its limit.
pub struct CappedCounter {
    value: AtomicU32,
    limit: u32,
}

impl CappedCounter {
    /// A counter at zero.
    pub fn new(limit: u32) -> Self {
        CappedCounter { value: AtomicU32::new(0), limit }
    }

    // ANCHOR: retry
    /// Adds one unless the limit is reached; returns whether it did.
    pub fn increment(&self) -> bool {
        let mut seen = self.value.load(Relaxed);
        loop {
            if seen == self.limit {
                return false;
            }
            // Stores only if the value is still the one we saw; otherwise returns the one it found.
            match self.value.compare_exchange(seen, seen + 1, Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(found) => seen = found,
            }
        }
    }
    // ANCHOR_END: retry

    // ANCHOR: try-update
    /// The same; `try_update` is the retry loop, ready-made.
    pub fn increment_too(&self) -> bool {
        let limit = self.limit;
        self.value.try_update(Relaxed, Relaxed, |seen| (seen < limit).then(|| seen + 1)).is_ok()
    }
    // ANCHOR_END: try-update

    /// The current value.
    pub fn get(&self) -> u32 {
        self.value.load(Relaxed)
    }
}
