//! right: lamp and price are two halves of one atomic

use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

/// The lamp, in the atomic that has the price as well.
const LIT: u64 = 1 << 32;

/// The board at the gate of the fish market.
#[derive(Default)]
pub struct Board {
    /// Today's price, in cents, and above it the bit `LIT`.
    both: AtomicU64,
}

impl Board {
    /// Writes the price and then switches the lamp on. Called once per board.
    pub fn publish(&self, price: u32) {
        // Release: pairs with the load in `is_published`.
        self.both.store(LIT | u64::from(price), Release);
    }

    /// Whether the lamp is on. If it is, the caller also sees the price, and everything that was done before `publish`.
    pub fn is_published(&self) -> bool {
        // Acquire: pairs with the store in `publish`.
        self.both.load(Acquire) & LIT != 0
    }

    /// The price on the board. It only counts if the lamp is on.
    pub fn price(&self) -> u32 {
        // Relaxed: the load that saw the lamp has acquired the price with it.
        self.both.load(Relaxed) as u32
    }
}
