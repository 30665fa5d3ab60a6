//! rejected: assertion — the lock is free while the stranger is refused
//! by: a_stranger_cannot_free_the_lock_of_somebody_at_work, whoever_holds_the_lock_can_free_it, so_it_is_with_three, whoever_has_freed_the_lock_cannot_free_it_again, whoever_asks_is_told_whether_they_hold_it, a_refused_release_changes_nothing

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
        if !self.locked.swap(false, Release) {
            return Err(NotYours);
        }
        if !self.held_by_me() {
            self.locked.store(true, Relaxed);
            return Err(NotYours);
        }
        self.owner.store(0, Relaxed);
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
