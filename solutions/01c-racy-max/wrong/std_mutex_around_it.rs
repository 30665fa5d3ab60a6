//! rejected: search — std's lock keeps others out, but the explorer doesn't see that they wait
//! by: *

use std::sync::Mutex;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    bidding: Mutex<()>,
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        let _bidding = self.bidding.lock().unwrap();
        if amount > self.highest.load(Relaxed) {
            self.highest.store(amount, Relaxed);
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
