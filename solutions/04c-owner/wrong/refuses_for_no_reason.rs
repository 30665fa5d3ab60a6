//! rejected: assertion — an exchange that may fail for no reason refuses the holder
//! by: a_stranger_cannot_free_the_lock_of_somebody_at_work, whoever_holds_the_lock_can_free_it, so_it_is_with_three, whoever_has_freed_the_lock_cannot_free_it_again, whoever_asks_is_told_whether_they_hold_it, a_refused_release_changes_nothing, nobody_can_free_a_free_lock, who_holds_one_lock_does_not_hold_another

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
        if self.owner.compare_exchange_weak(me().get(), 0, Relaxed, Relaxed).is_err() {
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
