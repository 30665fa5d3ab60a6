//! right: fences around a relaxed lamp

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
    fence,
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
    /// Writes the price and then switches the lamp on. Called once per board.
    pub fn publish(&self, price: u32) {
        // Relaxed: the store to the lamp hands it on, with everything else that was done before.
        self.price.store(price, Relaxed);
        // Release: pairs with the fence in `is_published`, if the load there sees this store.
        fence(Release);
        self.lit.store(true, Relaxed);
    }

    /// Whether the lamp is on. If it is, the caller also sees the price, and everything that was done before `publish`.
    pub fn is_published(&self) -> bool {
        let lit = self.lit.load(Relaxed);
        // Acquire: pairs with the fence in `publish`.
        fence(Acquire);
        lit
    }

    /// The price on the board. It only counts if the lamp is on.
    pub fn price(&self) -> u32 {
        // Relaxed: the load that saw the lamp has acquired the price with it.
        self.price.load(Relaxed)
    }
}
