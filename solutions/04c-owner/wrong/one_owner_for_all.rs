//! rejected: assertion — there is one number for all locks
//! by: holding_one_lock_is_not_holding_another, none_of_sixteen_threads_is_taken_for_another

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicBool, AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

static OWNER: AtomicU64 = AtomicU64::new(0);

#[derive(Default)]
pub struct OwnedLock {
    locked: AtomicBool,
}

impl OwnedLock {
    pub fn acquire(&self) {
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        OWNER.store(me().get(), Relaxed);
    }

    pub fn release(&self) -> Result<(), NotYours> {
        if !self.held_by_me() {
            return Err(NotYours);
        }
        OWNER.store(0, Relaxed);
        self.locked.store(false, Release);
        Ok(())
    }

    pub fn held_by_me(&self) -> bool {
        OWNER.load(Relaxed) == me().get()
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
