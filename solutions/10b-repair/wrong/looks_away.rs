//! rejected: assertion — the poison is ignored, and the half-written line stays
//! by: a_panic_at_the_first_sale_leaves_an_empty_day, a_panicking_thread_can_sell_and_inspect, a_sale_that_panics_stops_no_other_sale, a_second_panic_is_repaired_as_well, after_any_three_events_every_sale_is_in_its_place, no_repair_hides_the_panic_of_another_thread, no_sale_hides_the_panic_of_another_thread, sellers_bargain_one_at_a_time, two_sellers_and_an_inspector_never_see_half_a_line

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
