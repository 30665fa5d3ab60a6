//! rejected: lost_wakeup — whoever sleeps leaves the state LOCKED, so nobody rings
//! by: after_the_rush_it_is_quiet_again (assertion), another_thread_may_release, at_most_one_of_two_is_in_the_bathroom_and_nobody_sleeps_on, each_bathroom_has_a_lock_of_its_own, nobody_is_forgotten_when_the_first_comes_back, of_two_who_sleep_nobody_is_forgotten, one_is_woken_and_not_all (assertion), what_one_leaves_behind_the_next_one_finds

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
            futex::wait(&self.state, LOCKED);
        }
    }

    pub fn release(&self) {
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
