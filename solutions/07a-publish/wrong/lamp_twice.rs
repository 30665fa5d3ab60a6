//! rejected: assertion — the lamp goes on twice, and whoever sees the first time is handed nothing
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
