//! rejected: assertion — five lost races, and the bid is given up
//! by: a_bid_is_recorded_however_often_another_comes_first

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        for _ in 0..5 {
            let seen = self.highest.load(Relaxed);
            if amount <= seen {
                return;
            }
            if self.highest.compare_exchange(seen, amount, Relaxed, Relaxed).is_ok() {
                return;
            }
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
