//! rejected: spin — the swap is outside the loop, so a woken thread does not look again
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_woken_for_nothing_sleeps_again (assertion), another_thread_may_release, at_most_one_of_two_holds_the_lock_and_none_stays_asleep, neither_of_two_sleeping_threads_is_forgotten, no_sleeping_thread_is_forgotten_when_the_holder_comes_back, no_wake_is_needed_after_the_contention (assertion), none_of_three_sleeping_threads_is_forgotten, release_wakes_at_most_one_thread (assertion), the_lock_passes_on_what_was_done_under_it, two_locks_are_independent

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// Nobody holds the lock.
const UNLOCKED: u32 = 0;
/// Somebody holds the lock, and nobody sleeps.
const LOCKED: u32 = 1;
/// Somebody holds the lock, and others may sleep.
const CONTENDED: u32 = 2;

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct FutexLock {
    /// [`UNLOCKED`], [`LOCKED`] or [`CONTENDED`].
    state: AtomicU32,
}

impl FutexLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        // Acquire, here and below: pairs with the swap in `release`. Relaxed: a failed exchange has taken nothing.
        if self.state.compare_exchange(UNLOCKED, LOCKED, Acquire, Relaxed).is_ok() {
            return;
        }
        // Whoever has waited may not be the only one, and so takes the lock as CONTENDED.
        let seen = self.state.swap(CONTENDED, Acquire);
        while seen != UNLOCKED {
            futex::wait(&self.state, CONTENDED);
        }
    }

    /// Frees the lock, and wakes one who waits for it, if anybody may.
    pub fn release(&self) {
        // Release: pairs with the exchange and the swap in `acquire`.
        if self.state.swap(UNLOCKED, Release) == CONTENDED {
            futex::wake_one(&self.state);
        }
    }
}
