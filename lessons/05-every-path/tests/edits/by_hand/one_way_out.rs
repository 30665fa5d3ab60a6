//! The stock, whose `sell` has one way out.

use crate::s1_lock::BinaryLock;
use crate::s2_leaks::SoldOut;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

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

    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        let enough = items >= amount;
        if enough {
            self.items.store(items - amount, Relaxed);
        }
        self.lock.release();
        enough
    }

    /// Orders `amount` items; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        let Some(left) = items.checked_sub(amount) else {
            self.lock.release();
            return Err(SoldOut);
        };
        self.items.store(left, Relaxed);
        self.lock.release();
        Ok(left)
    }

    /// Shares the items out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        self.lock.acquire();
        let items = self.items.load(Relaxed);
        // This can panic, and there is no line to release the lock on.
        let each = items / customers;
        self.items.store(items % customers, Relaxed);
        self.lock.release();
        each
    }
}
