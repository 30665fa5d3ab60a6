//! rejected: search — while a waiter is counted, a release of the free lock is told that it released it
//! by: a_thread_that_waits_does_not_hold_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    inside: AtomicU32,
}

impl FlagLock {
    pub fn acquire(&self) {
        while self.inside.fetch_add(1, Acquire) != 0 {
            self.inside.fetch_sub(1, Relaxed);
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        self.inside
            .fetch_update(Release, Relaxed, |inside| inside.checked_sub(1))
            .map(|_| ())
            .map_err(|_| NotLocked)
    }

    pub fn locked(&self) -> bool {
        self.inside.load(Relaxed) != 0
    }
}
