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
    /// Redeems the coupon; returns whether it was still good.
    pub fn redeem(&self) -> bool {
        // Only one swap can get `false` back. Relaxed is enough: a read-modify-write always
        // gets the newest value, and the coupon publishes no other data.
        !self.used.swap(true, Relaxed)
    }
    // ANCHOR_END: one-step
}
