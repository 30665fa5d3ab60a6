//! rejected: lost_wakeup — a store puts CONTENDED over a lock that was freed meanwhile, and no thread holds it
//! by: another_thread_may_release, at_most_one_of_two_holds_the_lock_and_none_stays_asleep, neither_of_two_sleeping_threads_is_forgotten, no_sleeping_thread_is_forgotten_when_the_holder_comes_back, no_wake_is_needed_after_the_contention (assertion), release_wakes_at_most_one_thread (assertion), the_lock_passes_on_what_was_done_under_it, two_locks_are_independent

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
