//! rejected: assertion — signed comparison: a bid above 2,147,483,647 counts as negative
//! by: the_smallest_and_the_largest_bid_are_recorded

use interleave::sync::atomic::{AtomicI32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicI32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        self.highest.fetch_max(amount as i32, Relaxed);
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed) as u32
    }
}
