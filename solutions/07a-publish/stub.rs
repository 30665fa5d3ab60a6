//! A board with a lamp: once the lamp is on, the price on the board counts.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

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
    // TODO: a fishmonger may see the lamp and not the price.
    pub fn publish(&self, price: u32) {
        self.price.store(price, Relaxed);
        self.lit.store(true, Relaxed);
    }

    /// Whether the lamp is on. If it is, the caller also sees the price, and everything that was done before `publish`.
    pub fn is_published(&self) -> bool {
        self.lit.load(Relaxed)
    }

    /// The price on the board. It only counts if the lamp is on.
    pub fn price(&self) -> u32 {
        self.price.load(Relaxed)
    }
}
