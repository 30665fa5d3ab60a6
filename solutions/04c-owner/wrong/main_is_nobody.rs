//! rejected: assertion — the first thread has the number that stands for "no thread"
//! by: a_free_lock_cannot_be_released, a_holder_that_acquires_again_waits_forever, a_lock_belongs_to_its_latest_holder, a_refused_release_changes_nothing, holding_one_lock_is_not_holding_another

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
        let me = me().get() - 1;
        while self.owner.compare_exchange(0, me, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotYours> {
        self.owner
            .compare_exchange(me().get() - 1, 0, Release, Relaxed)
            .map(|_| ())
            .map_err(|_| NotYours)
    }

    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == me().get() - 1
    }

    pub fn locked(&self) -> bool {
        self.owner.load(Relaxed) != 0
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
