//! Stage 8: what needs the lock becomes a method of the guard.

use crate::s1_lock::BinaryLock;
use crate::s5_guard::Guard;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// A stock that has to be opened.
pub struct Stock {
    lock: BinaryLock,
    pieces: AtomicU32,
}

// ANCHOR: open
/// A stock that is open. No other thread has it open.
#[must_use = "the stock is closed again at once"]
pub struct Open<'a> {
    pieces: &'a AtomicU32,
    _guard: Guard<'a>,
}

impl Stock {
    /// Opens the stock, and closes it when what is returned is dropped.
    #[track_caller]
    pub fn open(&self) -> Open<'_> {
        Open { _guard: self.lock.guard(), pieces: &self.pieces }
    }
}

impl Open<'_> {
    /// The pieces, for as long as the stock is open.
    pub fn pieces(&self) -> &AtomicU32 {
        self.pieces
    }

    /// Sells `amount` pieces if there are enough; returns whether it did.
    pub fn sell(&mut self, amount: u32) -> bool {
        let pieces = self.pieces.load(Relaxed);
        if pieces < amount {
            return false;
        }
        self.pieces.store(pieces - amount, Relaxed);
        true
    }
}
// ANCHOR_END: open

impl Stock {
    /// A stock of this many pieces.
    pub fn new(pieces: u32) -> Self {
        Stock { lock: BinaryLock::default(), pieces: AtomicU32::new(pieces) }
    }
}
