//! rejected: assertion — a sale in a destructor is left out if the thread is panicking
//! by: a_panicking_thread_can_sell_and_inspect

use interleave::sync::{Mutex, MutexGuard, PoisonError};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

#[derive(Default)]
pub struct Ledger {
    day: Mutex<Day>,
}

impl Ledger {
    #[track_caller]
    fn day(&self) -> MutexGuard<'_, Day> {
        self.day.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn sell(&self, item: &'static str, bargain: impl FnOnce() -> u32) {
        if interleave::thread::panicking() {
            return;
        }
        let mut day = self.day();
        let price = bargain();
        day.items.push(item);
        day.prices.push(price);
        day.total += price;
    }
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
