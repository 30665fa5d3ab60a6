//! rejected: assertion — only the first panic is repaired: after that, the mark stays and is ignored
//! by: a_second_panic_is_repaired_as_well, after_any_three_events_every_sale_is_in_its_place, no_repair_hides_the_panic_of_another_thread, no_sale_hides_the_panic_of_another_thread

use interleave::sync::{Mutex, MutexGuard, PoisonError};
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
    repaired: interleave::sync::atomic::AtomicBool,
    day: Mutex<Day>,
}

impl Ledger {
    #[track_caller]
    fn day(&self) -> MutexGuard<'_, Day> {
        use interleave::sync::atomic::Ordering::SeqCst;
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if self.day.is_poisoned() && !self.repaired.swap(true, SeqCst) {
            day.repair();
        }
        day
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
