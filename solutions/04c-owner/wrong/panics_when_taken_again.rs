//! rejected: assertion — gives up where it should wait forever
//! by: a_holder_that_acquires_again_waits_forever

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

const NOBODY: u64 = 0;

#[derive(Default)]
pub struct OwnedLock {
    owner: AtomicU64,
}

impl OwnedLock {
    pub fn acquire(&self) {
        assert!(!self.held_by_me(), "you have it already");
        while self.owner.compare_exchange(NOBODY, me().get(), Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotYours> {
        match self.owner.compare_exchange(me().get(), NOBODY, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotYours),
        }
    }

    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == me().get()
    }

    pub fn locked(&self) -> bool {
        self.owner.load(Relaxed) != NOBODY
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
