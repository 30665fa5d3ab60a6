//! Several threads add to one variable, and nothing is lost.

use interleave::sync::Mutex;

/// What the tip jar holds.
#[derive(Default)]
pub struct TipJar {
    // In the lock rather than beside it: the total can't be reached without locking.
    total: Mutex<u32>,
}

impl TipJar {
    /// Puts a tip in. Returns the total right after this tip went in.
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total += tip;
        *total
    }

    /// What is in the jar now.
    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
