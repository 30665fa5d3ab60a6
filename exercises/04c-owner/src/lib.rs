//! A lock that knows which thread took it, and lets any thread release it.

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

/// The lock was released by a thread that does not hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct OwnedLock {
    locked: AtomicBool,
    /// The number of the thread that took the lock last; 0 before the first.
    owner: AtomicU64,
}

impl OwnedLock {
    /// Takes the lock. Waits as long as it is taken; a thread that already holds it waits forever.
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        self.owner.store(me().get(), Relaxed);
    }

    /// Releases the lock. If the calling thread doesn't hold it, that is an error, and nothing changes.
    // TODO: so far it is an error only if no thread holds it.
    pub fn release(&self) -> Result<(), NotYours> {
        if !self.locked.swap(false, Release) {
            return Err(NotYours);
        }
        Ok(())
    }

    /// Whether the calling thread holds the lock.
    // TODO: so far this is true for the thread that took it last, even after it has released it.
    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == me().get()
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
