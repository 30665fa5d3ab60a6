//! rejected: data_race — the count is taken with `Relaxed`, so a permit hands nothing on
//! by: a_permit_hands_on_what_was_done_before_it_was_released, several_permits_at_once_hand_on_what_was_done_before

use interleave::futex;
use interleave::sync::atomic::{AtomicU32, AtomicUsize, Ordering::*};

pub struct Semaphore {
    permits: AtomicUsize,
    bell: AtomicU32,
}

impl Semaphore {
    pub fn new(permits: usize) -> Self {
        Semaphore { permits: AtomicUsize::new(permits), bell: AtomicU32::new(0) }
    }

    pub fn acquire(&self) {
        loop {
            let rung = self.bell.load(Acquire);
            if self.try_acquire() {
                return;
            }
            futex::wait(&self.bell, rung);
        }
    }

    pub fn try_acquire(&self) -> bool {
        self.permits.fetch_update(Relaxed, Relaxed, |free| free.checked_sub(1)).is_ok()
    }

    pub fn release(&self, permits: usize) {
        self.permits.fetch_add(permits, Release);
        self.bell.fetch_add(1, Release);
        futex::wake_all(&self.bell);
    }
}
