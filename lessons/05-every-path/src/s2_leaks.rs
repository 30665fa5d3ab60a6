//! Stage 2: three methods that leave early, each in its own way, and keep the lock.

use crate::s1_lock::BinaryLock;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: stock
/// What a shop has of one article. Whoever touches the pieces has the lock, and the
/// lock orders what they do. So Relaxed suffices for the pieces, in all stages.
pub struct Stock {
    lock: BinaryLock,
    pieces: AtomicU32,
}
// ANCHOR_END: stock

/// There are not so many pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SoldOut;

impl Stock {
    /// A stock of so many pieces.
    pub fn new(pieces: u32) -> Self {
        Stock { lock: BinaryLock::default(), pieces: AtomicU32::new(pieces) }
    }

    /// The lock.
    pub fn lock(&self) -> &BinaryLock {
        &self.lock
    }

    // ANCHOR: return
    /// Sells so many pieces, if they are there; says whether it did.
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
    /// Orders so many pieces; says how many are left.
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
    /// Shares the pieces out among so many customers; says how many each one gets.
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
