//! Stage 8: what needs the lock becomes a method of the guard.

use crate::s1_lock::BinaryLock;
use crate::s5_guard::Guard;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A stock that has to be opened.
pub struct Stock {
    lock: BinaryLock,
    items: AtomicU32,
}

// ANCHOR: open
/// Stock that has been opened. No other thread has it open.
#[must_use = "the stock is closed again immediately"]
pub struct Open<'a> {
    items: &'a AtomicU32,
    _guard: Guard<'a>,
}

impl Stock {
    /// Opens the stock; dropping what is returned closes it again.
    #[track_caller]
    pub fn open(&self) -> Open<'_> {
        Open { _guard: self.lock.guard(), items: &self.items }
    }
}

impl Open<'_> {
    /// The items, for as long as the stock is open.
    pub fn items(&self) -> &AtomicU32 {
        self.items
    }

    /// Sells `amount` items if there are enough; returns whether it did.
    pub fn sell(&mut self, amount: u32) -> bool {
        let items = self.items.load(Relaxed);
        if items < amount {
            return false;
        }
        self.items.store(items - amount, Relaxed);
        true
    }
}
// ANCHOR_END: open

impl Stock {
    /// A stock of this many items.
    pub fn new(items: u32) -> Self {
        Stock { lock: BinaryLock::default(), items: AtomicU32::new(items) }
    }
}
