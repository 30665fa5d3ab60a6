//! Stage 6: what can still be done wrong with a guard.

use std::mem;

use crate::s1_lock::BinaryLock;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The same stock, sold carelessly.
pub struct Stock {
    lock: BinaryLock,
    pieces: AtomicU32,
}

impl Stock {
    /// A stock of this many pieces.
    pub fn new(pieces: u32) -> Self {
        Stock { lock: BinaryLock::default(), pieces: AtomicU32::new(pieces) }
    }

    // ANCHOR: underscore
    /// Sells `amount` pieces if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        let _ = self.lock.guard();
        let pieces = self.pieces.load(Relaxed);
        if pieces < amount {
            return false;
        }
        self.pieces.store(pieces - amount, Relaxed);
        true
    }
    // ANCHOR_END: underscore

    // ANCHOR: forget
    /// Sells everything, and forgets the guard.
    pub fn sell_out(&self) -> u32 {
        let guard = self.lock.guard();
        mem::forget(guard);
        self.pieces.swap(0, Relaxed)
    }

    /// How many pieces there are.
    pub fn pieces(&self) -> u32 {
        let _guard = self.lock.guard();
        self.pieces.load(Relaxed)
    }
    // ANCHOR_END: forget
}
