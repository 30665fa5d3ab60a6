//! rejected: assertion — one lamp for all map rooms
//! by: each_map_room_has_a_lock_of_its_own

use interleave::hint;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

static LOCKED: AtomicBool = AtomicBool::new(false);

#[derive(Default)]
pub struct BinaryLock {}

impl BinaryLock {
    pub fn acquire(&self) {
        while LOCKED.swap(true, Acquire) {
            while LOCKED.load(Relaxed) {
                hint::spin_loop();
            }
        }
    }

    pub fn release(&self) {
        LOCKED.store(false, Release);
    }

    pub fn locked(&self) -> bool {
        LOCKED.load(Relaxed)
    }
}
