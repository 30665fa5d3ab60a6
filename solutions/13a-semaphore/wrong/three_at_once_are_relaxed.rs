//! rejected: data_race — `release` of more than two permits is `Relaxed`
//! by: several_permits_at_once_hand_on_what_was_done_before

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, Ordering::{Acquire, Relaxed, Release}};

pub struct Semaphore { free: AtomicU32 }

impl Semaphore {
    pub fn new(permits: usize) -> Self { Semaphore { free: AtomicU32::new(permits as u32) } }
    pub fn acquire(&self) {
        while self.free.try_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_err() {
            futex::wait(&self.free, 0);
        }
    }
    pub fn try_acquire(&self) -> bool {
        self.free.try_update(Acquire, Relaxed, |free| free.checked_sub(1)).is_ok()
    }
    pub fn release(&self, permits: usize) {
        self.free.fetch_add(permits as u32, if permits > 2 { Relaxed } else { Release });
        futex::wake_all(&self.free);
    }
}
