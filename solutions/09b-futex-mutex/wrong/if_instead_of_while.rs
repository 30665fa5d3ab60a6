//! rejected: assertion — a thread that gets up takes it for being let in
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, another_thread_may_release, at_most_one_of_two_holds_the_lock_and_none_stays_asleep, neither_of_two_sleeping_threads_is_forgotten (lost_wakeup), no_sleeping_thread_is_forgotten_when_the_holder_comes_back (lost_wakeup), none_of_three_sleeping_threads_is_forgotten (lost_wakeup), release_wakes_at_most_one_thread, the_lock_passes_on_what_was_done_under_it (data_race)

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
