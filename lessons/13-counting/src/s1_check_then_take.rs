//! Stage 1: a count of free places that is checked, and then taken from.

use crate::sync::atomic::{
    AtomicU32,
    Ordering::{AcqRel, Acquire, Release},
};

// ANCHOR: counter
/// Counts the free places.
pub struct Places {
    free: AtomicU32,
}

impl Places {
    /// All places are free.
    pub fn new(places: u32) -> Self {
        Places { free: AtomicU32::new(places) }
    }

    /// Takes a place, if one is free.
    pub fn try_acquire(&self) -> bool {
        if self.free.load(Acquire) == 0 {
            return false;
        }
        self.free.fetch_sub(1, AcqRel);
        true
    }

    /// Gives a place back.
    pub fn release(&self) {
        self.free.fetch_add(1, Release);
    }
}
// ANCHOR_END: counter

impl Places {
    /// How many places the count says are free.
    pub fn free(&self) -> u32 {
        self.free.load(Acquire)
    }
}
