//! rejected: assertion — each look of a waiting thread writes over the number of the holder
//! by: a_stranger_cannot_free_the_lock_of_somebody_at_work, whoever_holds_the_lock_can_free_it, so_it_is_with_three, whoever_has_freed_the_lock_cannot_free_it_again, whoever_asks_is_told_whether_they_hold_it

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

#[derive(Default)]
pub struct OwnedLock {
    owner: AtomicU64,
}

impl OwnedLock {
    pub fn acquire(&self) {
        while self.owner.swap(me().get(), Acquire) != 0 {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotYours> {
        self.owner
            .compare_exchange(me().get(), 0, Release, Relaxed)
            .map(|_| ())
            .map_err(|_| NotYours)
    }

    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == me().get()
    }

    pub fn locked(&self) -> bool {
        self.owner.load(Relaxed) != 0
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
