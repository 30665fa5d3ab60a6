//! right: a retry loop with the weak exchange

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    highest: AtomicU32,
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        let mut seen = self.highest.load(Relaxed);
        while amount > seen {
            match self.highest.compare_exchange_weak(seen, amount, Relaxed, Relaxed) {
                Ok(_) => return,
                Err(now) => seen = now,
            }
        }
    }

    pub fn highest(&self) -> u32 {
        self.highest.load(Relaxed)
    }
}
