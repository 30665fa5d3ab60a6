//! rejected: lost_wakeup — a store puts CONTENDED over a lock that was freed meanwhile, and nobody holds it
//! by: ?

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

const UNLOCKED: u32 = 0;
const LOCKED: u32 = 1;
const CONTENDED: u32 = 2;

#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
}

impl FutexLock {
    pub fn acquire(&self) {
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        while self.state.compare_exchange(UNLOCKED, CONTENDED, Acquire, Relaxed).is_err() {
            self.state.store(CONTENDED, Relaxed);
            futex::wait(&self.state, CONTENDED);
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
