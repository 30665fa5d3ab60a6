//! rejected: assertion — the price is as strong as can be, and the lamp hands nothing on
//! by: whoever_sees_the_lamp_sees_the_price, whoever_sees_the_lamp_sees_all_that_the_master_did_before (data_race), so_does_whoever_hears_of_it_from_another_board

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Relaxed, SeqCst},
};

#[derive(Default)]
pub struct Board {
    price: AtomicU32,
    lit: AtomicBool,
}

impl Board {
    pub fn publish(&self, price: u32) {
        self.price.store(price, SeqCst);
        self.lit.store(true, Relaxed);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Relaxed)
    }

    pub fn price(&self) -> u32 {
        self.price.load(SeqCst)
    }
}
