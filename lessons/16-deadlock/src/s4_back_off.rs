//! Stage 4: a philosopher who can't have the second fork puts the first one back, and tries again.

use crate::sync::Mutex;

/// A round table. Fork `i` lies to the left of seat `i`, and the last seat has fork 0 to its right.
pub struct Table {
    forks: Vec<Mutex<()>>,
}

impl Table {
    /// A table with `seats` seats, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Mutex::new(())).collect() }
    }

    // ANCHOR: back-off
    /// Picks up the left fork, and tries to get the right one as well. Returns whether it could eat.
    pub fn try_to_eat(&self, seat: usize) -> bool {
        let _left = self.forks[seat].lock().unwrap();
        self.forks[(seat + 1) % self.forks.len()].try_lock().is_ok()
        // If not, the left fork is put back here.
    }
    // ANCHOR_END: back-off
}
