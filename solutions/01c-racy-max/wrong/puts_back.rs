//! rejected: assertion — a lower bid is on record until it is put right, and another thread may look
//! by: a_bid_is_recorded_however_often_another_comes_first, the_highest_bid_never_falls

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        let before = self.highest.swap(amount, Relaxed);
        if before > amount {
            self.highest.fetch_max(before, Relaxed);
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
