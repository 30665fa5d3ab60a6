//! rejected: assertion — it marks the lock as taken even when another thread has it
//! by: a_lock_that_was_released_early_is_not_released_again, a_second_guard_gets_the_lock_after_the_first, a_thread_that_panics_leaves_the_lock_free, release_does_not_wait_for_the_next_holder, two_threads_are_never_inside_together, what_was_done_under_a_guard_is_seen_under_the_next (data_race)

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
        self.locked.store(true, Relaxed);
        Guard { lock: self }
    }
}

#[must_use = "a guard without a name releases the lock at once"]
pub struct Guard<'a> {
    lock: &'a BinaryLock,
}

impl Guard<'_> {
    pub fn release(self) {}
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.lock.release();
    }
}
