//! Stage 5: the flag says who.

use std::num::NonZeroU64;

use crate::errors::NotYours;
use crate::hint;
use crate::me;
use crate::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: owned-lock
/// No thread has this number.
const NOBODY: u64 = 0;

/// A lock that only its holder can release.
#[derive(Default)]
pub struct OwnedLock {
    /// The number of the thread that holds the lock, or [`NOBODY`].
    owner: AtomicU64,
}

impl OwnedLock {
    /// Waits until the lock is free, and takes it.
    /// A thread that holds it already waits for itself.
    pub fn acquire(&self) {
        let me = me().get();
        // Acquire: pairs with the exchange in `release`.
        // Relaxed: a failed exchange has taken nothing.
        while self.owner.compare_exchange(NOBODY, me, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }
    // ANCHOR_END: owned-lock

    /// Frees the lock.
    ///
    /// # Errors
    ///
    /// The calling thread does not hold the lock. Nothing changes.
    pub fn release(&self) -> Result<(), NotYours> {
        // Release: pairs with the exchange in `acquire`. Relaxed: a failed exchange has freed nothing.
        match self.owner.compare_exchange(me().get(), NOBODY, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotYours),
        }
    }

    /// Who holds the lock now, which may be over when the caller reads the answer.
    pub fn owner(&self) -> Option<NonZeroU64> {
        // Relaxed: only what a thread is told of itself can be relied upon, and its own steps it always sees.
        NonZeroU64::new(self.owner.load(Relaxed))
    }
}
