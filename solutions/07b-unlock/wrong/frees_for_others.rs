//! rejected: assertion — a thread whose try fails frees another thread's lock
//! by: at_most_one_thread_holds_the_lock, the_lock_passes_on_what_was_written_every_time, try_acquire_answers_after_one_try

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
        if self.locked.swap(true, Acquire) {
            self.locked.store(false, Release);
            return false;
        }
        true
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }
}
