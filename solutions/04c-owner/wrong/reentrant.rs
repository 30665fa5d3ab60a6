//! rejected: assertion — a thread that holds it gets it again, and the first release frees both
//! by: a_holder_that_acquires_again_waits_forever

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
        if self.held_by_me() {
            return;
        }
        while self.locked.swap(true, Acquire) {
            hint::spin_loop();
        }
        self.owner.store(me().get(), Relaxed);
    }

    pub fn release(&self) -> Result<(), NotYours> {
        if !self.held_by_me() {
            return Err(NotYours);
        }
        self.owner.store(0, Relaxed);
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
