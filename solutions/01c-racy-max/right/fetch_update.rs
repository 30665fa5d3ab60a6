//! right: `fetch_update`, which stores nothing for a lower bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        // A lower bid is no error: it changes nothing.
        let _ = self.highest.fetch_update(Relaxed, Relaxed, |seen| (amount > seen).then_some(amount));
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
