//! right: tickets, and a release passes the lock to the next waiting thread

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    next: AtomicU32,
    serving: AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        let ticket = self.next.fetch_add(1, Relaxed);
        while self.serving.load(Acquire) != ticket {
            hint::spin_loop();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        let serving = self.serving.load(Acquire);
        self.next.compare_exchange(serving, serving.wrapping_add(1), Relaxed, Relaxed).is_ok()
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        self.serving.fetch_add(1, Release);
    }
}
