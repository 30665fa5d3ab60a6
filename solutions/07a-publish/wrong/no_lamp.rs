//! rejected: assertion — takes the price for the lamp, and so a price of 0 is never there
//! by: every_price_can_be_published, the_lamp_is_on_after_publish_and_not_before

use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct Board {
    price: AtomicU32,
}

impl Board {
    pub fn publish(&self, price: u32) {
        self.price.store(price, Release);
    }

    pub fn is_published(&self) -> bool {
        self.price.load(Acquire) != 0
    }

    pub fn price(&self) -> u32 {
        self.price.load(Relaxed)
    }
}
