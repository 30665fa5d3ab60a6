//! Stage 4: a closure, so that there is one way out.

use crate::s1_lock::BinaryLock;
use crate::s2_leaks::SoldOut;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: with
impl BinaryLock {
    /// Runs `work` while the lock is held.
    #[track_caller]
    pub fn with<R>(&self, work: impl FnOnce() -> R) -> R {
        self.acquire();
        let result = work();
        self.release();
        result
    }
}
// ANCHOR_END: with

/// The same stock.
pub struct Stock {
    lock: BinaryLock,
    items: AtomicU32,
}

impl Stock {
    /// A stock of this many items.
    pub fn new(items: u32) -> Self {
        Stock { lock: BinaryLock::default(), items: AtomicU32::new(items) }
    }

    /// The lock.
    pub fn lock(&self) -> &BinaryLock {
        &self.lock
    }

    // ANCHOR: sell-with
    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        self.lock.with(|| {
            let items = self.items.load(Relaxed);
            if items < amount {
                return false; // Leaves the closure, and comes back to `with`.
            }
            self.items.store(items - amount, Relaxed);
            true
        })
    }

    /// Orders `amount` items; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        self.lock.with(|| {
            let items = self.items.load(Relaxed);
            let left = items.checked_sub(amount).ok_or(SoldOut)?; // So does this.
            self.items.store(left, Relaxed);
            Ok(left)
        })
    }
    // ANCHOR_END: sell-with

    /// Shares the items out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        self.lock.with(|| {
            let items = self.items.load(Relaxed);
            let each = items / customers;
            self.items.store(items % customers, Relaxed);
            each
        })
    }
}
