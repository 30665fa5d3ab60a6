//! The ledger of a flea market, which repairs what a panic has left half done.

use interleave::sync::{Mutex, MutexGuard};

/// The sales of a day. It is whole if there is a price for each item, and `total` is the sum of the prices.
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

impl Day {
    /// Takes back a sale that was only half recorded.
    fn repair(&mut self) {
        self.items.truncate(self.prices.len());
        self.total = self.prices.iter().sum();
    }
}

/// A ledger that all stalls share.
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    /// The day, which is whole.
    #[track_caller]
    fn day(&self) -> MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(|poisoned| {
            let mut day = poisoned.into_inner();
            day.repair();
            self.day.clear_poison();
            day
        })
    }

    /// Records a sale. `bargain` returns the price that the customer agrees to.
    ///
    /// # Panics
    ///
    /// If `bargain` panics. Then the item isn't sold.
    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        let mut day = self.day();
        day.items.push(item);
        let price = bargain();
        day.prices.push(price);
        day.total += price;
    }

    /// Shows each item with its price, and then the total, while no other thread changes the day.
    ///
    /// # Panics
    ///
    /// If `look` panics.
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
