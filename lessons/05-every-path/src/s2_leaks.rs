//! Stage 2: three methods that leave early, each in its own way, without releasing the lock.

use crate::s1_lock::BinaryLock;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: stock
/// What a shop has of one article. A thread touches the pieces only while it holds the
/// lock, and the lock orders the accesses. So Relaxed suffices for them, in all stages.
pub struct Stock {
    lock: BinaryLock,
    pieces: AtomicU32,
}
// ANCHOR_END: stock

/// There are not enough pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoldOut;

impl Stock {
    /// A stock of this many pieces.
    pub fn new(pieces: u32) -> Self {
        Stock { lock: BinaryLock::default(), pieces: AtomicU32::new(pieces) }
    }

    /// The lock.
    pub fn lock(&self) -> &BinaryLock {
        &self.lock
    }

    // ANCHOR: return
    /// Sells `amount` pieces if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        if pieces < amount {
            return false;
        }
        self.pieces.store(pieces - amount, Relaxed);
        self.lock.release();
        true
    }
    // ANCHOR_END: return

    // ANCHOR: question-mark
    /// Orders `amount` pieces; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        let left = pieces.checked_sub(amount).ok_or(SoldOut)?;
        self.pieces.store(left, Relaxed);
        self.lock.release();
        Ok(left)
    }
    // ANCHOR_END: question-mark

    // ANCHOR: panic
    /// Shares the pieces out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        self.lock.acquire();
        let pieces = self.pieces.load(Relaxed);
        let each = pieces / customers;
        self.pieces.store(pieces % customers, Relaxed);
        self.lock.release();
        each
    }
    // ANCHOR_END: panic
}
