//! Stage 2: the same counter, adding in one step.

use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A counter that loses nothing.
#[derive(Default)]
pub struct Counter {
    value: AtomicU32,
}

impl Counter {
    // ANCHOR: one-step
    /// Adds one, in one indivisible step.
    pub fn increment(&self) {
        self.value.fetch_add(1, Relaxed);
    }
    // ANCHOR_END: one-step

    /// The current value.
    pub fn get(&self) -> u32 {
        self.value.load(Relaxed)
    }
}
