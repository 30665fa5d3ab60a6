//! right: one loop: takes the lock in the state that its waiting calls for, or announces itself with an exchange

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and no other one sleeps.
const LOCKED: u32 = 1;
/// A thread holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let mut take_as = LOCKED;
        loop {
            // Acquire: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
            match self.state.compare_exchange(UNLOCKED, take_as, Acquire, Relaxed) {
                Ok(_) => return,
                Err(LOCKED) => {
                    // Relaxed: this only announces a sleeper. If it fails, the next round looks again.
                    let announced =
                        self.state.compare_exchange(LOCKED, CONTENDED, Relaxed, Relaxed);
                    if announced == Err(UNLOCKED) {
                        continue;
                    }
                }
                Err(_) => {}
            }
            futex::wait(&self.state, CONTENDED);
            // Other threads may sleep as well, and the release has erased their announcement.
            take_as = CONTENDED;
        }
    }

    /// Releases the lock, and wakes one thread that waits for it, if one may.
    pub fn release(&self) {
        // Release: pairs with the exchange and the swap in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
