//! rejected: assertion — of the number only three bits are kept, so that two of sixteen threads have the same
//! by: none_of_sixteen_threads_is_taken_for_another

use std::num::NonZeroU64;

use interleave::sync::atomic::{
    AtomicU64,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::{hint, thread};

/// The lock was released by a thread that does not hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

fn name() -> u64 {
    me().get() & 7
}

/// A lock that one thread at a time can hold.
#[derive(Default)]
pub struct OwnedLock {
    owner: AtomicU64,
}

impl OwnedLock {
    pub fn acquire(&self) {
        let me = name();
        while self.owner.compare_exchange(0, me, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }
    pub fn release(&self) -> Result<(), NotYours> {
        match self.owner.compare_exchange(name(), 0, Release, Relaxed) {
            Ok(_) => Ok(()),
            Err(_) => Err(NotYours),
        }
    }
    pub fn held_by_me(&self) -> bool {
        self.owner.load(Relaxed) == name()
    }
    pub fn locked(&self) -> bool {
        self.owner.load(Relaxed) != 0
    }
}

/// The number of the calling thread: never 0, and never that of another thread.
pub fn me() -> NonZeroU64 {
    thread::current().number()
}
