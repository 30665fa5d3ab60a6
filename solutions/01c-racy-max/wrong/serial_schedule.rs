//! rejected: assertion — no thread is interrupted, so the higher bid stays
//! by: your_schedule_loses_the_higher_bid

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B B A A";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        self.highest.fetch_max(amount, Relaxed);
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
