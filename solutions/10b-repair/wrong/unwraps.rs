//! rejected: unjoined_panic — a panic of one seller stops them all
//! by: a_panic_at_the_first_sale_leaves_an_empty_day (assertion), a_panicking_thread_can_sell_and_inspect (assertion), a_sale_that_panics_stops_no_inspection (assertion), a_sale_that_panics_stops_no_other_sale (assertion), a_second_panic_is_repaired_as_well (assertion), after_any_three_events_every_sale_is_in_its_place (assertion), an_inspection_that_panics_loses_no_sale (assertion), no_repair_hides_the_panic_of_another_thread (assertion), no_sale_hides_the_panic_of_another_thread (assertion), sellers_bargain_one_at_a_time (assertion), the_highest_price_is_a_price (assertion), two_sellers_and_an_inspector_never_see_half_a_line (assertion)

use interleave::sync::{Mutex, MutexGuard};
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
        self.day.lock().unwrap()
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
