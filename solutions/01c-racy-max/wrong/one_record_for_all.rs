//! rejected: assertion — all auctions share one record
//! by: each_auction_has_a_record_of_its_own

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

static HIGHEST: AtomicU32 = AtomicU32::new(0);

#[derive(Default)]
pub struct Auction {
    _unused: (),
}

impl Auction {
    pub fn bid(&self, amount: u32) {
        HIGHEST.fetch_max(amount, Relaxed);
    }

    pub fn highest(&self) -> u32 {
        HIGHEST.load(Relaxed)
    }
}
