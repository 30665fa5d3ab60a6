//! rejected: assertion — the look with Acquire and the swap are two steps, and two get in
//! by: no_data_race_on_plain_data_under_try_acquire (data_race), the_lock_passes_on_what_was_written_every_time, try_acquire_does_not_wait_for_another_try, try_acquire_shows_what_was_written_under_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.locked.compare_exchange(false, true, Acquire, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        if self.locked.load(Acquire) {
            return false;
        }
        self.locked.store(true, Relaxed);
        true
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
