//! rejected: assertion — a sale clears the poison after its release without a repair
//! by: no_sale_hides_the_panic_of_another_thread

use interleave::sync::{Mutex, MutexGuard};
use std::sync::PoisonError;

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
    fn day(&self) -> MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(|poisoned| {
            let mut day = poisoned.into_inner();
            let n = day.prices.len();
            day.items.truncate(n);
            day
        })
    }

    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        let poisoned = self.day.is_poisoned();
        let mut day = self.day();
        day.items.push(item);
        let price = bargain();
        day.prices.push(price);
        day.total += price;
        drop(day);
        if poisoned { self.day.clear_poison(); }
    }

    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
