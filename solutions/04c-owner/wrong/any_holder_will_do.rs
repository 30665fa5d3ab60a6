//! rejected: assertion — asks whether any thread holds it, not which one
//! by: a_lock_belongs_to_its_latest_holder, a_refused_release_changes_nothing, a_thread_that_does_not_hold_the_lock_cannot_release_it, a_thread_that_has_released_the_lock_cannot_release_it_again, main_cannot_release_the_lock_of_another_thread, none_of_sixteen_threads_is_taken_for_another

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

#[derive(Default)]
pub struct OwnedLock {
    locked: AtomicBool,
    owner: AtomicU64,
}

impl OwnedLock {
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        self.owner.store(me().get(), Relaxed);
    }

    pub fn release(&self) -> Result<(), NotYours> {
        if self.owner.swap(0, Relaxed) == 0 {
            return Err(NotYours);
        }
        self.locked.store(false, Release);
        Ok(())
    }

    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == me().get()
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
