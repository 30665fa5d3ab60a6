//! rejected: assertion — gives up after a thousand lost races
//! by: a_bid_is_recorded_however_often_another_comes_first

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
        for _ in 0..1_000 {
            let seen = self.highest.load(Relaxed);
            if amount <= seen
                || self.highest.compare_exchange(seen, amount, Relaxed, Relaxed).is_ok()
            {
                return;
            }
        }
    }

    /// The highest bid so far.
    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
