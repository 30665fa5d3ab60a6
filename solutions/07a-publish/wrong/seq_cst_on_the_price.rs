//! rejected: data_race — of all that came before the lamp, at most the price itself is seen
//! by: whoever_sees_the_lamp_sees_the_price (assertion), whoever_sees_the_lamp_sees_all_that_the_master_did_before, so_does_whoever_hears_of_it_from_another_board (assertion)

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
