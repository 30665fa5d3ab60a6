//! rejected: assertion — after a hundred looks it walks in
//! by: whoever_waits_looks_and_does_not_rattle_at_the_door, two_readers_are_never_in_the_map_room_together, nor_are_they_when_they_come_again, nor_are_two_of_three, everybody_who_waits_gets_in, however_often_somebody_is_too_late_they_go_on_waiting

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
        for _ in 0..100 {
            if !self.locked.load(Relaxed) && !self.locked.swap(true, Acquire) {
                return;
            }
            hint::spin_loop();
        }
    }

    pub fn release(&self) {
        self.locked.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        self.locked.load(Relaxed)
    }
}
