//! right: an `RwLock`, which inspectors only read, and don't poison

use interleave::sync::{PoisonError, RwLock};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

#[derive(Default)]
pub struct Ledger {
    day: RwLock<Day>,
}

impl Ledger {
    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        let mut day = self.day.write().unwrap_or_else(PoisonError::into_inner);
        let price = bargain();
        day.items.push(item);
        day.prices.push(price);
        day.total += price;
    }
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day.read().unwrap_or_else(PoisonError::into_inner);
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
