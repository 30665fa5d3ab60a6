//! Stage 5: the flag becomes the number of the thread that holds the lock.

use std::num::NonZeroU64;

use crate::errors::NotYours;
use crate::hint;
use crate::me;
use crate::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};

// ANCHOR: owned-lock
/// The lock is free. No thread has this number.
const UNLOCKED: u64 = 0;

/// A lock that only its holder can release.
#[derive(Default)]
pub struct OwnedLock {
    /// The number of the thread that holds the lock, or [`UNLOCKED`].
    owner: AtomicU64,
}

impl OwnedLock {
    /// Waits until the lock is free, and acquires it.
    /// A thread that already holds it waits for itself.
    pub fn acquire(&self) {
        let me = me().get();
        // Acquire: pairs with the exchange in `release`.
        // Relaxed: a failed exchange acquires nothing.
        while self.owner.compare_exchange(UNLOCKED, me, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }
}
// ANCHOR_END: owned-lock

impl OwnedLock {
    /// Releases the lock.
    ///
    /// # Errors
    ///
    /// The calling thread doesn't hold the lock. Nothing changes.
    pub fn release(&self) -> Result<(), NotYours> {
        // Release: pairs with the exchange in `acquire`. Relaxed: a failed exchange releases nothing.
        match self.owner.compare_exchange(me().get(), UNLOCKED, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotYours),
        }
    }

    /// The thread that holds the lock. The answer may be out of date by the time you read it.
    pub fn owner(&self) -> Option<NonZeroU64> {
        // Relaxed: a thread can rely on the answer only if it is its own number, and it always sees its own steps.
        NonZeroU64::new(self.owner.load(Relaxed))
    }
}
