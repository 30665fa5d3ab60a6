//! Stage 3: philosophers at a round table, with a fork between each pair of neighbours.

use crate::sync::Mutex;

// ANCHOR: table
/// A round table. Fork `i` lies to the left of seat `i`, and the last seat has fork 0 to its right.
pub struct Table {
    forks: Vec<Mutex<()>>,
}

impl Table {
    /// A table with `seats` seats, and as many forks.
    pub fn new(seats: usize) -> Self {
        Table { forks: (0..seats).map(|_| Mutex::new(())).collect() }
    }

    /// Picks up the left fork, then the right one, and eats.
    pub fn left_first(&self, seat: usize) {
        let _left = self.forks[seat].lock().unwrap();
        let _right = self.forks[(seat + 1) % self.forks.len()].lock().unwrap();
    }
}
// ANCHOR_END: table

impl Table {
    // ANCHOR: smaller-first
    /// Picks up the fork with the smaller number first, and eats.
    pub fn smaller_first(&self, seat: usize) {
        let other = (seat + 1) % self.forks.len();
        let _first = self.forks[seat.min(other)].lock().unwrap();
        let _second = self.forks[seat.max(other)].lock().unwrap();
    }
    // ANCHOR_END: smaller-first
}
