//! rejected: assertion — freeing is SeqCst, and no thread picks anything up
//! by: a_third_thread_sees_what_the_first_wrote, acquire_shows_what_was_written_under_the_lock, no_data_race_on_plain_data_under_acquire (data_race), no_data_race_on_plain_data_under_try_acquire (data_race), the_lock_passes_on_what_was_written_every_time, try_acquire_shows_what_was_written_under_the_lock

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Relaxed, SeqCst},
};

#[derive(Default)]
pub struct BinaryLock {
    locked: AtomicBool,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while self.locked.compare_exchange(false, true, Relaxed, Relaxed).is_err() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        !self.locked.swap(true, Relaxed)
    }

    pub fn release(&self) {
        self.locked.store(false, SeqCst);
    }
}
