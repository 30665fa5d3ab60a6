//! right: a counter of sleepers in place of the third state, and `SeqCst` because each side stores first and then looks

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock.
const LOCKED: u32 = 1;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`] or [`LOCKED`].
    state: AtomicU32,
    /// How many threads sleep, or are about to.
    sleepers: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        while self.state.swap(LOCKED, SeqCst) != UNLOCKED {
            self.sleepers.fetch_add(1, SeqCst);
            futex::wait(&self.state, LOCKED);
            self.sleepers.fetch_sub(1, SeqCst);
        }
    }

    /// Releases the lock, and wakes one thread that waits for it, if one may.
    pub fn release(&self) {
        self.state.store(UNLOCKED, SeqCst);
        if self.sleepers.load(SeqCst) > 0 {
            futex::wake_one(&self.state);
        }
    }
}
