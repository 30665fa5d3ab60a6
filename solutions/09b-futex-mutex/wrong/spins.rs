//! rejected: assertion — no thread sleeps: a thread that waits looks again and again
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, a_thread_woken_for_nothing_sleeps_again, a_waiting_thread_sleeps

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
            interleave::hint::spin_loop();
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
