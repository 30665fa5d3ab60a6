//! rejected: lost_wakeup — a thread that was woken takes the lock as LOCKED, and the third is forgotten
//! by: neither_of_two_sleeping_threads_is_forgotten, no_sleeping_thread_is_forgotten_when_the_holder_comes_back, none_of_three_sleeping_threads_is_forgotten

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
        while self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_err() {
            if self.state.compare_exchange(LOCKED, CONTENDED, Relaxed, Relaxed) != Err(UNLOCKED) {
                futex::wait(&self.state, CONTENDED);
            }
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
