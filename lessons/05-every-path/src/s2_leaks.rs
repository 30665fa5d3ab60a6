//! Stage 2: three methods that leave early without releasing the lock, each in its own way.

use crate::s1_lock::BinaryLock;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: stock
/// A shop's stock of one product. Relaxed is enough for `items`: the lock orders the accesses
/// of its holders, and no ordering would help a thread that doesn't hold it.
pub struct Stock {
    lock: BinaryLock,
    items: AtomicU32,
}
// ANCHOR_END: stock

/// There aren't enough items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoldOut;

impl Stock {
    /// A stock of this many items.
    pub fn new(items: u32) -> Self {
        Stock { lock: BinaryLock::default(), items: AtomicU32::new(items) }
    }

    /// The lock.
    pub fn lock(&self) -> &BinaryLock {
        &self.lock
    }

    // ANCHOR: return
    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        if items < amount {
            return false;
        }
        self.items.store(items - amount, Relaxed);
        self.lock.release();
        true
    }
    // ANCHOR_END: return

    // ANCHOR: question-mark
    /// Orders `amount` items; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        let left = items.checked_sub(amount).ok_or(SoldOut)?;
        self.items.store(left, Relaxed);
        self.lock.release();
        Ok(left)
    }
    // ANCHOR_END: question-mark

    // ANCHOR: panic
    /// Shares the items out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        let each = items / customers;
        self.items.store(items % customers, Relaxed);
        self.lock.release();
        each
    }
    // ANCHOR_END: panic
}
