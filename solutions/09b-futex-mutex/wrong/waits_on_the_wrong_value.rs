//! rejected: lost_wakeup — it waits for LOCKED, where it has just put CONTENDED: it looks again and again, or sleeps where nobody rings
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_woken_for_nothing_sleeps_again (assertion), a_waiting_thread_sleeps (assertion), neither_of_two_sleeping_threads_is_forgotten, no_sleeping_thread_is_forgotten_when_the_holder_comes_back

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
        while self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, LOCKED);
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
