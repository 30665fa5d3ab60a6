//! right: one number on a futex, as in the chapter, and `wake_all`

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// Lets in as many threads as it has permits.
pub struct Semaphore {
    free: AtomicU32,
}

impl Semaphore {
    /// A semaphore with this many permits, all of them free.
    pub fn new(permits: usize) -> Self {
        Semaphore { free: AtomicU32::new(u32::try_from(permits).expect("fewer permits")) }
    }

    /// Takes a permit. Waits, asleep, until one is free.
    pub fn acquire(&self) {
        while self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_err() {
            futex::wait(&self.free, 0);
        }
    }

    /// Takes a permit if one is free, and returns whether it did. Never waits for one.
    pub fn try_acquire(&self) -> bool {
        self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok()
    }

    /// Adds this many permits, and wakes threads that wait for one.
    pub fn release(&self, permits: usize) {
        self.free.fetch_add(u32::try_from(permits).expect("fewer permits"), Release);
        futex::wake_all(&self.free);
    }
}
