//! rejected: assertion — it looks, and then stores: two may have seen the same
//! by: two_readers_are_never_in_the_map_room_together, nor_are_they_when_they_come_again, nor_are_two_of_three, whoever_was_too_late_at_the_door_looks_again, however_often_somebody_is_too_late_they_go_on_waiting

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
        while self.locked.load(Acquire) {
            hint::spin_loop();
        }
        self.locked.store(true, Relaxed);
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
