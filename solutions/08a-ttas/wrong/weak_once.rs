//! rejected: assertion — an exchange that may fail for no reason is tried once
//! by: two_readers_are_never_in_the_map_room_together, nor_are_they_when_they_come_again, nor_are_two_of_three, everybody_who_waits_gets_in, whoever_was_too_late_at_the_door_looks_again, however_often_somebody_is_too_late_they_go_on_waiting, a_lock_is_locked_from_acquire_to_release, each_map_room_has_a_lock_of_its_own

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
        while self.locked.load(Relaxed) {
            hint::spin_loop();
        }
        let _ = self.locked.compare_exchange_weak(false, true, Acquire, Relaxed);
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
