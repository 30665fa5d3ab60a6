//! rejected: lost_wakeup — whoever sleeps is counted after having slept
//! by: at_most_one_of_two_is_in_the_bathroom_and_nobody_sleeps_on, of_two_who_sleep_nobody_is_forgotten, nobody_is_forgotten_when_the_first_comes_back, what_one_leaves_behind_the_next_one_finds, after_the_rush_it_is_quiet_again (assertion), one_is_woken_and_not_all (assertion), another_thread_may_release, each_bathroom_has_a_lock_of_its_own

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::*};

#[derive(Default)]
pub struct FutexLock {
    state: AtomicU32,
    waiters: AtomicU32,
}

impl FutexLock {
    pub fn acquire(&self) {
        while self.state.swap(1, SeqCst) == 1 {
            futex::wait(&self.state, 1);
            self.waiters.fetch_add(1, SeqCst);
            self.waiters.fetch_sub(1, SeqCst);
        }
    }
    pub fn release(&self) {
        self.state.store(0, SeqCst);
        if self.waiters.load(SeqCst) > 0 {
            futex::wake_one(&self.state);
        }
    }
}
