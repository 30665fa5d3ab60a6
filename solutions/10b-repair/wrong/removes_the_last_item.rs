//! rejected: assertion — a panic in `inspect` costs a sale that was whole
//! by: a_second_panic_is_repaired_as_well, after_any_three_events_every_sale_is_in_its_place, an_inspection_that_panics_loses_no_sale

use interleave::sync::{Mutex, MutexGuard};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

impl Day {
    fn repair(&mut self) {
        self.items.pop();
        self.prices.truncate(self.items.len());
        self.total = self.prices.iter().sum();
    }
}
#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    #[track_caller]
    fn day(&self) -> MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(|poisoned| {
            let mut day = poisoned.into_inner();
            day.repair();
            self.day.clear_poison();
            day
        })
    }
    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        let mut day = self.day();
        day.items.push(item);
        let price = bargain();
        day.prices.push(price);
        day.total += price;
    }
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
