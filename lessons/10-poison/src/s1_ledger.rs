//! Stage 1: two changes that belong together, and a panic between them.

use crate::sync::Mutex;

// ANCHOR: ledger
/// What the items of the café cost, by number.
pub const PRICES: [u32; 3] = [5, 8, 13];

/// The sales of a day. While the lock is free, `total` is what `items` cost together.
#[derive(Default)]
pub struct Day {
    pub items: Vec<usize>,
    pub total: u32,
}

/// A ledger that all cashiers share.
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    /// Records that an item was sold.
    pub fn sell(&self, item: usize) {
        let mut day = self.day.lock().unwrap();
        day.items.push(item);
        day.total += PRICES[item];
    }

    /// How many items were sold, and for how much.
    pub fn report(&self) -> (usize, u32) {
        let day = self.day.lock().unwrap();
        (day.items.len(), day.total)
    }
}
// ANCHOR_END: ledger
