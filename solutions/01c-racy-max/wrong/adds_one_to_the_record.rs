//! rejected: assertion — one more than the record overflows when the record is the largest number
//! by: the_smallest_and_the_largest_bid_are_recorded

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Loses A's bid of 20.
pub const LOSES_THE_HIGHER_BID: &str = "A B A B";

/// The highest bid so far.
#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    /// Records a bid, if it is the highest.
    pub fn bid(&self, amount: u32) {
        let _ = self
            .highest
            .fetch_update(Relaxed, Relaxed, |seen| (amount >= seen + 1).then_some(amount));
    }

    /// The highest bid so far.
    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
