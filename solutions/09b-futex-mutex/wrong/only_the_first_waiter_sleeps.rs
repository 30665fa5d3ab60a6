//! rejected: assertion — a thread sleeps only if it has stored CONTENDED itself; a third thread finds it there, and spins
//! by: a_waiting_thread_sleeps

use interleave::futex;
use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// No thread holds the lock.
const UNLOCKED: u32 = 0;
/// A thread holds the lock, and nobody sleeps.
const LOCKED: u32 = 1;
/// A thread holds the lock, and others may sleep.
#[allow(dead_code)]
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        loop {
            match self.state.compare_exchange(LOCKED, CONTENDED, Relaxed, Relaxed) {
                Ok(_) => futex::wait(&self.state, CONTENDED),
                Err(UNLOCKED)
                    if self
                        .state
                        .compare_exchange(UNLOCKED, CONTENDED, Acquire, Relaxed)
                        .is_ok() =>
                {
                    return;
                }
                Err(_) => hint::spin_loop(),
            }
        }
    }

    /// Releases the lock, and wakes one thread that waits for it.
    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
