//! Stage 5: everything that can panic comes first, so a panic leaves nothing half done.

use crate::s1_ledger::{Day, PRICES};
use crate::sync::{Mutex, PoisonError};

/// A ledger that all cashiers share.
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    /// A ledger that begins with this much in the till.
    pub fn with_earnings(total: u32) -> Self {
        Ledger { day: Mutex::new(Day { items: Vec::new(), total }) }
    }

    // ANCHOR: prepared
    /// Records that an item was sold.
    pub fn sell(&self, item: usize) {
        let price = PRICES[item]; // Can panic, but the lock isn't even held.
        // A panic under this lock leaves nothing half done, so the mark is a false alarm.
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        let total = day.total.checked_add(price).expect("the total fits"); // Can panic, too.
        day.items.push(item);
        day.total = total;
    }
    // ANCHOR_END: prepared

    /// What was sold, and for how much.
    pub fn report(&self) -> (Vec<usize>, u32) {
        let day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        (day.items.clone(), day.total)
    }
}
