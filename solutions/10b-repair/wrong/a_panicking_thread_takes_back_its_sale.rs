//! rejected: assertion — a sale in a destructor is taken back, because the thread is panicking
//! by: a_panicking_thread_can_sell_and_inspect

use interleave::sync::{Mutex, MutexGuard, PoisonError};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

/// Takes back the last line if it's dropped by a panic.
struct Line<'a>(MutexGuard<'a, Day>);

impl Drop for Line<'_> {
    fn drop(&mut self) {
        if interleave::thread::panicking() {
            let others = self.0.items.len() - 1;
            self.0.items.truncate(others);
            self.0.prices.truncate(others);
            self.0.total = self.0.prices.iter().sum();
        }
    }
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
        let mut line = Line(self.day());
        line.0.items.push(item);
        let price = bargain();
        line.0.prices.push(price);
        line.0.total += price;
    }
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
