//! An auction keeps the highest bid, and loses one.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Two bidders in the auction below, as it was shipped: A bids 20, B bids 10. Each takes two steps, a load and then a
/// store, or only the load if its bid isn't higher than what it loaded.
// TODO: write a schedule after which the highest bid is 10.
pub const LOSES_THE_HIGHER_BID: &str = "A A B";

/// The highest bid so far.
#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    /// Records a bid, if it is the highest.
    // TODO: make it lose nothing, whatever the schedule.
    pub fn bid(&self, amount: u32) {
        if amount > self.highest.load(Relaxed) {
            self.highest.store(amount, Relaxed);
        }
    }

    /// The highest bid so far.
    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
