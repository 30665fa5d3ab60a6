//! rejected: spin — a thread that forgets to call `release`, or never gets there, keeps the lock
//! by: a_break_releases_the_lock, a_guard_inside_another_releases_its_own_lock_on_every_path (assertion), a_guard_made_while_a_panic_unwinds_holds_the_lock (assertion), a_lock_that_has_moved_is_still_the_same_lock, a_panic_releases_the_lock (assertion), a_question_mark_releases_the_lock (assertion), a_return_releases_the_lock (assertion), a_second_guard_gets_the_lock_after_the_first, a_thread_that_panics_leaves_the_lock_free, after_an_early_release_the_next_guard_is_as_good_as_the_first (assertion), each_guard_releases_its_own_lock (assertion), the_lock_can_be_released_before_the_end_of_the_block (assertion), the_lock_is_held_while_the_guard_lives (assertion), two_threads_are_never_inside_together, what_was_done_under_a_guard_is_seen_under_the_next

#![forbid(unsafe_code)]

use interleave::hint;
use interleave::sync::atomic::AtomicBool;
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use interleave::thread;

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    #[track_caller]
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
    }

    #[track_caller]
    pub fn release(&self) {
        let was_locked = self.locked.swap(false, Release);
        let known = was_locked || thread::panicking();
        assert!(known, "a lock was released that nobody had taken");
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }

    #[track_caller]
    pub fn guard(&self) -> Guard<'_> {
        self.acquire();
        Guard { lock: self }
    }
}

#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl Guard<'_> {
    pub fn release(self) {
        self.lock.release();
    }
}
