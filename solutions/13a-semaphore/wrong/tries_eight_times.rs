//! rejected: assertion — `try_acquire` gives up after eight lost races, although there are permits
//! by: trying_gets_a_permit_however_often_the_count_changes_meanwhile

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
        let mut free = self.free.load(Relaxed);
        for _ in 0..8 {
            if free == 0 { return false; }
            match self.free.compare_exchange(free, free - 1, Acquire, Relaxed) {
                Ok(_) => return true,
                Err(now) => free = now,
            }
        }
        false
    }
    pub fn release(&self, permits: usize) {
        self.free.fetch_add(permits as u32, Release);
        futex::wake_all(&self.free);
    }
}
