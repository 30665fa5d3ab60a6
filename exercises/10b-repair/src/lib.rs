//! The ledger of a flea market, in which one panic stops every stall.

use interleave::sync::Mutex;

/// The sales of a day. It is whole if there is a price for each item, and `total` is the sum of the prices.
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

/// A ledger that all stalls share.
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    /// Records a sale. `bargain` returns the price that the customer agrees to.
    ///
    /// # Panics
    ///
    /// If `bargain` panics. Then the item isn't sold.
    // TODO: don't panic because another thread has.
    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        let mut day = self.day.lock().unwrap();
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
    // TODO: don't panic because another thread has, and never show a day that isn't whole.
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day.lock().unwrap();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
