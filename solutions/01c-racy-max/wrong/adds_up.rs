//! rejected: assertion — the highest bid is not the sum of all
//! by: no_bid_is_lost, a_lower_bid_changes_nothing, three_bidders_lose_no_bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        self.highest.fetch_add(amount, Relaxed);
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
