//! rejected: assertion — the second look has no Acquire, and may be the one that sees the lamp
//! by: whoever_sees_the_lamp_sees_the_price, whoever_sees_the_lamp_sees_all_that_the_master_did_before (data_race), so_does_whoever_hears_of_it_from_another_board

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
        self.lit.store(true, Release);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Acquire) || self.lit.load(Relaxed)
    }

    pub fn price(&self) -> u32 {
        self.price.load(Relaxed)
    }
}
