//! rejected: assertion — the state is CONTENDED by then, so nobody ever sleeps
//! by: nobody_is_forgotten_when_the_first_comes_back (lost_wakeup), of_two_who_sleep_nobody_is_forgotten (lost_wakeup), whoever_waits_is_asleep

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
