//! rejected: assertion — taking a line back moves the last item to the front
//! by: after_any_three_events_every_sale_is_in_its_place, the_highest_price_is_a_price

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
        let mut day = self.day();
        day.items.insert(0, item);
        let bargained = std::panic::catch_unwind(std::panic::AssertUnwindSafe(bargain));
        let price = bargained.unwrap_or_else(|panic| {
            day.items.swap_remove(0);
            std::panic::resume_unwind(panic)
        });
        day.items.rotate_left(1);
        day.prices.push(price);
        day.total += price;
    }
    pub fn inspect<R>(&self, look: impl FnOnce(&[(&'static str, u32)], u32) -> R) -> R {
        let day = self.day();
        let sales: Vec<_> = day.items.iter().copied().zip(day.prices.iter().copied()).collect();
        look(&sales, day.total)
    }
}
