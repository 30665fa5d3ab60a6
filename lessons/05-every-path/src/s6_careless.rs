//! Stage 6: what can still be done wrong with a guard.

use std::mem;

use crate::s1_lock::BinaryLock;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The same stock, sold carelessly.
pub struct Stock {
    lock: BinaryLock,
    items: AtomicU32,
}

impl Stock {
    /// A stock of this many items.
    pub fn new(items: u32) -> Self {
        Stock { lock: BinaryLock::default(), items: AtomicU32::new(items) }
    }

    // ANCHOR: underscore
    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&self, amount: u32) -> bool {
        let _ = self.lock.guard();
        let items = self.items.load(Relaxed);
        if items < amount {
            return false;
        }
        self.items.store(items - amount, Relaxed);
        true
    }
    // ANCHOR_END: underscore

    // ANCHOR: forget
    /// Sells everything, and forgets the guard.
    pub fn sell_out(&self) -> u32 {
        let guard = self.lock.guard();
        mem::forget(guard);
        self.items.swap(0, Relaxed)
    }

    /// How many items there are.
    pub fn items(&self) -> u32 {
        let _guard = self.lock.guard();
        self.items.load(Relaxed)
    }
    // ANCHOR_END: forget
}
