//! rejected: assertion — a bid is stored only if nothing is on record
//! by: a_bid_is_recorded_when_others_come_first, a_second_bid_of_each_bidder_is_not_lost, no_bid_is_lost, the_smallest_and_the_largest_bid_are_recorded, three_bidders_lose_no_bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        self.highest.compare_exchange(0, amount, Relaxed, Relaxed).ok();
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
