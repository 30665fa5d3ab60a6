//! Stage 7: points that a thread gathers for itself, and adds to the total in batches.

use crate::sync::Mutex;

// ANCHOR: batch
/// The points of all players together.
#[derive(Default)]
pub struct Total(Mutex<u64>);

/// Gathers points for one thread.
pub struct Batch<'a> {
    total: &'a Total,
    /// After so many calls of `add`, the points go into the total.
    size: u32,
    points: u64,
    calls: u32,
}

impl Batch<'_> {
    /// Adds points, now or later.
    pub fn add(&mut self, points: u64) {
        self.points += points;
        self.calls += 1;
        if self.calls == self.size {
            self.flush();
        }
    }

    /// Adds now what has been gathered.
    pub fn flush(&mut self) {
        if self.calls > 0 {
            *self.total.0.lock().unwrap() += self.points;
            (self.points, self.calls) = (0, 0);
        }
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        self.flush();
    }
}
// ANCHOR_END: batch

impl Total {
    /// A batch that adds to this total after so many calls.
    pub fn batch(&self, size: u32) -> Batch<'_> {
        Batch { total: self, size, points: 0, calls: 0 }
    }

    /// What has been added so far. What is still in a batch isn't.
    pub fn get(&self) -> u64 {
        *self.0.lock().unwrap()
    }
}
