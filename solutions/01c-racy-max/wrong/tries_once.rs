//! rejected: assertion — when the exchange fails, the bid is given up although it may still be the highest
//! by: a_bid_is_recorded_however_often_another_comes_first, a_bid_is_recorded_when_others_come_first, a_second_bid_of_each_bidder_is_not_lost, no_bid_is_lost, three_bidders_lose_no_bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        let seen = self.highest.load(Relaxed);
        if amount > seen {
            let _ = self.highest.compare_exchange(seen, amount, Relaxed, Relaxed);
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
