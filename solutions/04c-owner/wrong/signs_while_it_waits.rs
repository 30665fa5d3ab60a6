//! rejected: assertion — each look of a waiting thread writes over the number of the holder
//! by: a_thread_that_does_not_hold_the_lock_cannot_release_it, the_holder_can_release_the_lock, each_of_three_holders_can_release_the_lock, a_thread_that_has_released_the_lock_cannot_release_it_again, held_by_me_is_true_exactly_while_the_thread_holds_the_lock

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
