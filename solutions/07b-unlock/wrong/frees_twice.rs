//! rejected: assertion — it is free after the first store, which hands nothing on
//! by: no_tablet_is_missing_from_the_chart, nor_is_one_when_a_nurse_only_tries, what_is_written_inside_needs_no_atomic (data_race), nor_does_it_when_a_nurse_only_tries (data_race), the_third_sees_what_the_first_has_written

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
        !self.locked.swap(true, Acquire)
    }

    pub fn release(&self) {
        self.locked.store(false, Relaxed);
        self.locked.store(false, Release);
    }
}
