//! rejected: data_race — the price is a plain cell, and `price` may be called while `publish` writes it
//! by: the_price_can_be_read_while_it_is_published

use interleave::cell::Cell;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

/// The board at the gate of the fish market.
#[derive(Default)]
pub struct Board {
    price: Cell<u32>,
    lit: AtomicBool,
}

// SAFETY: untrue. `price` reads the cell although the lamp may be off.
unsafe impl Sync for Board {}

impl Board {
    pub fn publish(&self, price: u32) {
        self.price.set(price);
        self.lit.store(true, Release);
    }

    pub fn is_published(&self) -> bool {
        self.lit.load(Acquire)
    }

    pub fn price(&self) -> u32 {
        self.price.get()
    }
}
