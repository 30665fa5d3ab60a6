//! rejected: assertion — a store cannot acquire, and std panics
//! by: a_third_thread_sees_what_the_first_wrote, acquire_shows_what_was_written_under_the_lock, at_most_one_thread_holds_the_lock, no_data_race_on_plain_data_under_acquire, no_data_race_on_plain_data_under_try_acquire, the_lock_passes_on_what_was_written_every_time, try_acquire_does_not_wait_for_a_waiting_thread, try_acquire_shows_what_was_written_under_the_lock, two_locks_are_independent

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed},
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
        !self.locked.swap(true, Acquire)
    }

    pub fn release(&self) {
        self.locked.store(false, Acquire);
    }
}
