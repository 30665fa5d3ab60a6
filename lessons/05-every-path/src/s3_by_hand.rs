//! Stage 3: a `release` on every path that can be seen.

use crate::s1_lock::BinaryLock;
use crate::s2_leaks::SoldOut;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The same stock.
pub struct Stock {
    lock: BinaryLock,
    pieces: AtomicU32,
}

impl Stock {
    /// A stock of this many pieces.
    pub fn new(pieces: u32) -> Self {
        Stock { lock: BinaryLock::default(), pieces: AtomicU32::new(pieces) }
    }

    /// The lock.
    pub fn lock(&self) -> &BinaryLock {
        &self.lock
    }

    // ANCHOR: by-hand
    /// Sells `amount` pieces if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        if pieces < amount {
            self.lock.release();
            return false;
        }
        self.pieces.store(pieces - amount, Relaxed);
        self.lock.release();
        true
    }

    /// Orders `amount` pieces; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        let Some(left) = pieces.checked_sub(amount) else {
            self.lock.release();
            return Err(SoldOut);
        };
        self.pieces.store(left, Relaxed);
        self.lock.release();
        Ok(left)
    }
    // ANCHOR_END: by-hand

    /// Shares the pieces out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        // This can panic, and there is no line to release the lock on.
        let each = pieces / customers;
        self.pieces.store(pieces % customers, Relaxed);
        self.lock.release();
        each
    }
}
