//! rejected: assertion — the lamp goes on twice, and a thread that sees it the first time gets nothing
//! by: a_second_fishmonger_sees_as_much_as_the_first (data_race), a_second_look_sees_as_much_as_the_first (data_race), a_thread_that_sees_the_lamp_sees_the_price, a_thread_that_sees_the_lamp_sees_what_was_done_before (data_race), the_price_is_passed_on_by_a_second_board

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct Board {
    price: AtomicU32,
    lit: AtomicBool,
}

impl Board {
    pub fn publish(&self, price: u32) {
        self.price.store(price, Relaxed);
        self.lit.store(true, Relaxed);
        self.lit.store(true, Release);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Acquire)
    }

    pub fn price(&self) -> u32 {
        self.price.load(Relaxed)
    }
}
