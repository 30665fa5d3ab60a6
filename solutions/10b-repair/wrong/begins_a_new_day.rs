//! rejected: assertion — all sales are thrown away
//! by: a_panicking_thread_can_sell_and_inspect, a_sale_that_panics_stops_no_inspection, a_sale_that_panics_stops_no_other_sale, a_second_panic_is_repaired_as_well, after_any_three_events_every_sale_is_in_its_place, an_inspection_that_panics_loses_no_sale, no_sale_hides_the_panic_of_another_thread, the_highest_price_is_a_price, two_sellers_and_an_inspector_never_see_half_a_line

use interleave::sync::{Mutex, MutexGuard};
#[derive(Default)]
struct Day {
    items: Vec<&'static str>,
    prices: Vec<u32>,
    total: u32,
}

impl Day {
    fn repair(&mut self) {
        *self = Day::default();
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
