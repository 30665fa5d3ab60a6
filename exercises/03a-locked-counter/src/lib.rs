//! Several threads add to one variable, and some of it is lost.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// What the tip jar holds.
#[derive(Default)]
// TODO: give the jar a lock.
pub struct TipJar {
    total: AtomicU32,
}

impl TipJar {
    /// Puts a tip in. Returns the total right after this tip went in.
    // TODO: make it lose nothing, whatever the schedule.
    pub fn add(&self, tip: u32) -> u32 {
        let before = self.total.load(Relaxed);
        let after = before + tip;
        self.total.store(after, Relaxed);
        after
    }

    /// What is in the jar now.
    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
