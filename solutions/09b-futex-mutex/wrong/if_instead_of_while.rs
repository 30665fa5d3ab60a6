//! rejected: assertion — whoever gets up takes it for being let in
//! by: another_thread_may_release, at_most_one_of_two_is_in_the_bathroom_and_nobody_sleeps_on, nobody_is_forgotten_when_the_first_comes_back (lost_wakeup), of_two_who_sleep_nobody_is_forgotten (lost_wakeup), one_is_woken_and_not_all, what_one_leaves_behind_the_next_one_finds (data_race)

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
        if self.state.swap(CONTENDED, Acquire) != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
