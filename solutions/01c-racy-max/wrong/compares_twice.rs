//! rejected: assertion — the second look leaves the same gap before the store
//! by: a_bid_is_recorded_however_often_another_comes_first, a_bid_is_recorded_when_others_come_first, a_second_bid_of_each_bidder_is_not_lost, no_bid_is_lost, the_highest_bid_never_falls, three_bidders_lose_no_bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        if amount > self.highest.load(Relaxed) && amount > self.highest.load(Relaxed) {
            self.highest.store(amount, Relaxed);
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
