//! rejected: assertion — a store cannot acquire, and std panics
//! by: a_second_fishmonger_sees_as_much_as_the_first, a_second_look_sees_as_much_as_the_first, a_thread_that_sees_the_lamp_sees_the_price, a_thread_that_sees_the_lamp_sees_what_was_done_before, every_price_can_be_published, the_lamp_is_on_after_publish_and_not_before, the_price_can_be_read_while_it_is_published, the_price_is_passed_on_by_a_second_board

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
        self.lit.store(true, Acquire);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Release)
    }

    pub fn price(&self) -> u32 {
        self.price.load(Relaxed)
    }
}
