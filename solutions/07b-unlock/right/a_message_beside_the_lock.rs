//! right: the message goes through a second atomic, by read-modify-writes at both ends

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{AcqRel, Relaxed},
};

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
    message: AtomicU32,
}

impl BinaryLock {
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        while self.locked.swap(true, Relaxed) {
            hint::spin_loop();
        }
        self.message.fetch_add(0, AcqRel);
    }

    /// Takes the lock if it is free, and returns whether it did. Never waits.
    pub fn try_acquire(&self) -> bool {
        let got = !self.locked.swap(true, Relaxed);
        if got {
            self.message.fetch_add(0, AcqRel);
        }
        got
    }

    /// Releases the lock. Only its holder calls this.
    pub fn release(&self) {
        self.message.fetch_add(0, AcqRel);
        self.locked.store(false, Relaxed);
    }
}
