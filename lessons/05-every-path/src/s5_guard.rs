//! Stage 5: a guard, which releases the lock when it is dropped, on whatever path.

use crate::s1_lock::BinaryLock;
use crate::s2_leaks::SoldOut;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

// ANCHOR: guard
/// While there is one, the lock is held.
#[must_use = "a guard without a name releases the lock at once"]
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

    /// How many pieces there are.
    pub fn pieces(&self) -> u32 {
        let _guard = self.lock.guard();
        self.pieces.load(Relaxed)
    }

    // ANCHOR: sell-guarded
    /// Sells `amount` pieces if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        let _guard = self.lock.guard();
        let pieces = self.pieces.load(Relaxed);
        if pieces < amount {
            return false;
        }
        self.pieces.store(pieces - amount, Relaxed);
        true
    }

    /// Orders `amount` pieces; returns how many are left.
    pub fn order(&self, amount: u32) -> Result<u32, SoldOut> {
        let _guard = self.lock.guard();
        let pieces = self.pieces.load(Relaxed);
        let left = pieces.checked_sub(amount).ok_or(SoldOut)?;
        self.pieces.store(left, Relaxed);
        Ok(left)
    }

    /// Shares the pieces out among the customers; returns how many each one gets.
    pub fn share(&self, customers: u32) -> u32 {
        let _guard = self.lock.guard();
        let pieces = self.pieces.load(Relaxed);
        let each = pieces / customers;
        self.pieces.store(pieces % customers, Relaxed);
        each
    }
    // ANCHOR_END: sell-guarded
}

// ANCHOR: with-guard
/// The closure of stage 4, on the guard: it releases the lock on a panic, too.
pub fn with<R>(lock: &BinaryLock, work: impl FnOnce() -> R) -> R {
    let _guard = lock.guard();
    work()
}
// ANCHOR_END: with-guard
