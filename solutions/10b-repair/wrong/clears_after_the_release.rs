//! rejected: assertion — the poison is cleared after the lock was released, and with it that of another panic
//! by: no_repair_hides_the_panic_of_another_thread, no_sale_hides_the_panic_of_another_thread

use interleave::sync::{Mutex, MutexGuard};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

impl Day {
    fn repair(&mut self) {
        self.items.truncate(self.prices.len());
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
        loop {
            match self.day.lock() {
                Ok(day) => return day,
                Err(poisoned) => poisoned.into_inner().repair(),
            }
            self.day.clear_poison();
        }
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
