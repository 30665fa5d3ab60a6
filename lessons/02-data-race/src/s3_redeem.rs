//! Stage 3: a coupon, all in safe code, that can be redeemed twice.
#![forbid(unsafe_code)]

// ANCHOR: check-then-act
use crate::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A coupon that is good for one purchase.
#[derive(Default)]
pub struct Coupon {
    used: AtomicBool,
}

impl Coupon {
    /// Redeems the coupon; returns whether it was still good.
    pub fn redeem(&self) -> bool {
        if self.used.load(Relaxed) {
            return false;
        }
        self.used.store(true, Relaxed);
        true
    }
}
// ANCHOR_END: check-then-act
