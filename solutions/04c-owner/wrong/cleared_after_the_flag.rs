//! rejected: assertion — the next holder may have written its number by then, and it is removed
//! by: a_thread_that_does_not_hold_the_lock_cannot_release_it, the_holder_can_release_the_lock, each_of_three_holders_can_release_the_lock, a_thread_that_has_released_the_lock_cannot_release_it_again, held_by_me_is_true_exactly_while_the_thread_holds_the_lock

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
        if !self.held_by_me() {
            return Err(NotYours);
        }
        self.locked.store(false, Release);
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
