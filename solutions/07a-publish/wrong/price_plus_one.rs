//! rejected: assertion — 0 means "not published", so the price is stored as one more; `u32::MAX` overflows
//! by: every_price_can_be_published, the_price_can_be_read_while_it_is_published

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// The board at the gate of the fish market.
#[derive(Default)]
pub struct Board {
    /// Today's price, in cents.
    price: AtomicU32,
    /// The lamp above it.
    lit: AtomicBool,
}

impl Board {
    /// Writes the price, and then switches the lamp on. Is called once.
    pub fn publish(&self, price: u32) {
        // Relaxed: the lamp hands it on, with everything else that was done before.
        self.price.store(price + 1, Release);
    }

    /// Whether the lamp is on. Whoever is told so can rely on everything that was done before `publish` was called,
    /// and on the price.
    pub fn is_published(&self) -> bool {
        // Acquire: pairs with the store in `publish`.
        self.price.load(Acquire) != 0
    }

    /// What stands on the board. It only counts if the lamp is on.
    pub fn price(&self) -> u32 {
        // Relaxed: whoever has seen the lamp has acquired the price with it.
        self.price.load(Relaxed) - 1
    }
}
