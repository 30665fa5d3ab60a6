//! An auction keeps the highest bid, and loses none.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// B loads 0; A's whole bid falls into the gap before B's store; then B overwrites it.
pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

/// The highest bid so far.
#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    /// Records a bid, if it is the highest.
    pub fn bid(&self, amount: u32) {
        // Comparing and storing are one step: no other bid comes in between.
        self.highest.fetch_max(amount, Relaxed);
    }

    /// The highest bid so far.
    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
