//! right: std has a tool for this, and the explorer has one of the same shape

use interleave::sync::OnceLock;

/// The board at the gate of the fish market.
#[derive(Default)]
pub struct Board {
    /// Today's price, in cents, once it is published.
    price: OnceLock<u32>,
}

impl Board {
    /// Writes the price and then switches the lamp on. Called once per board.
    pub fn publish(&self, price: u32) {
        let _ = self.price.set(price);
    }

    /// Whether the lamp is on.
    pub fn is_published(&self) -> bool {
        self.price.get().is_some()
    }

    /// The price on the board. It only counts if the lamp is on.
    pub fn price(&self) -> u32 {
        self.price.get().copied().unwrap_or_default()
    }
}
