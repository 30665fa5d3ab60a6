//! Stage 5: a guard, which releases the lock when it's dropped, no matter on which path.

use crate::s1_lock::BinaryLock;
use crate::s2_leaks::SoldOut;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: guard
/// While there is one, the lock is held.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl BinaryLock {
    /// Acquires the lock; dropping the guard releases it.
    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        self.acquire();
        Guard { lock: self }
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
// ANCHOR_END: guard

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

    /// How many items there are.
    pub fn items(&self) -> u32 {
        let _guard = self.lock.guard();
        self.items.load(Relaxed)
    }

    // ANCHOR: sell-guarded
    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        let _guard = self.lock.guard();
        let items = self.items.load(Relaxed);
        if items < amount {
            return false;
        }
        self.items.store(items - amount, Relaxed);
        true
    }

    /// Orders `amount` items; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        let _guard = self.lock.guard();
        let items = self.items.load(Relaxed);
        let left = items.checked_sub(amount).ok_or(SoldOut)?;
        self.items.store(left, Relaxed);
        Ok(left)
    }

    /// Shares the items out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        let _guard = self.lock.guard();
        let items = self.items.load(Relaxed);
        let each = items / customers;
        self.items.store(items % customers, Relaxed);
        each
    }
    // ANCHOR_END: sell-guarded
}

// ANCHOR: with-guard
/// The closure version, with a guard: it releases the lock even on a panic.
pub fn with<R>(lock: &BinaryLock, work: impl FnOnce() -> R) -> R {
    let _guard = lock.guard();
    work()
}
// ANCHOR_END: with-guard
