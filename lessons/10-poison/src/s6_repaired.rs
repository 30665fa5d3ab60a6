//! Stage 6: the next holder repairs what a panic has left half done.

use crate::s1_ledger::{Day, PRICES};
use crate::sync::Mutex;

/// A ledger that all cashiers share.
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

// ANCHOR: repaired
impl Ledger {
    /// Records that an item was sold.
    pub fn sell(&self, item: usize) {
        self.with_day(|day| {
            day.items.push(item);
            day.total += PRICES[item];
        });
    }

    /// Runs `work` under the lock, on a day that is whole.
    fn with_day<R>(&self, work: impl FnOnce(&mut Day) -> R) -> R {
        let mut day = self.day.lock().unwrap_or_else(|poisoned| {
            let mut day = poisoned.into_inner();
            day.items.retain(|&item| item < PRICES.len());
            day.total = day.items.iter().map(|&item| PRICES[item]).sum();
            self.day.clear_poison();
            day
        });
        work(&mut day)
    }
}
// ANCHOR_END: repaired

impl Ledger {
    /// What was sold, and for how much.
    pub fn report(&self) -> (Vec<usize>, u32) {
        self.with_day(|day| (day.items.clone(), day.total))
    }

    /// Whether a panic still waits to be repaired.
    pub fn is_poisoned(&self) -> bool {
        self.day.is_poisoned()
    }
}
