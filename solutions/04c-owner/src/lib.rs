//! A lock that knows which thread holds it, and lets no other release it.

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

/// The lock was released by a thread that does not hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

/// No thread has this number, so it stands for a free lock.
const FREE: u64 = 0;

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct OwnedLock {
    /// The number of the thread that holds the lock, or [`FREE`]. There is no flag beside it, so that the two can
    /// never disagree.
    owner: AtomicU64,
}

impl OwnedLock {
    /// Takes the lock. Waits as long as it is taken; a thread that already holds it waits forever.
    pub fn acquire(&self) {
        // Not a swap: that would write over the number of the holder.
        // Acquire: pairs with the exchange in `release`. Relaxed: a failed exchange has taken nothing.
        while self.owner.compare_exchange(FREE, me().get(), Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    /// Releases the lock. If the calling thread doesn't hold it, that is an error, and nothing changes.
    pub fn release(&self) -> Result<(), NotYours> {
        // Release: pairs with the exchange in `acquire`. Relaxed: a failed exchange has freed nothing.
        match self.owner.compare_exchange(me().get(), FREE, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotYours),
        }
    }

    /// Whether the calling thread holds the lock.
    pub fn held_by_me(&self) -> bool {
        // Relaxed: only this thread ever writes its own number or removes it, and a thread always sees its own steps.
        self.owner.load(Relaxed) == me().get()
    }

    /// Whether a thread holds the lock now.
    pub fn locked(&self) -> bool {
        // Relaxed: the answer may already be out of date, so no caller can rely on it.
        self.owner.load(Relaxed) != FREE
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
