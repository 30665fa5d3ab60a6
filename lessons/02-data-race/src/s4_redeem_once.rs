//! Stage 4: the same coupon, checked and marked in one step.
#![forbid(unsafe_code)]

use crate::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A coupon that is good for one purchase.
#[derive(Default)]
pub struct Coupon {
    used: AtomicBool,
}

impl Coupon {
    // ANCHOR: one-step
    /// Redeems the coupon; says whether it was still good.
    pub fn redeem(&self) -> bool {
        // Whoever takes the `false` out is the one. Relaxed suffices: a swap takes out
        // the newest value, and hands over no other data.
        !self.used.swap(true, Relaxed)
    }
    // ANCHOR_END: one-step
}
