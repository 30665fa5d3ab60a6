//! rejected: spin — `acquire` keeps a mutex while it spins, and a try waits for that mutex
//! by: a_try_does_not_wait_behind_a_waiter, a_try_does_not_wait_for_another_try (assertion), a_try_of_a_taken_lock_looks_once (assertion)

use interleave::hint;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicBool,
    door: Mutex<()>,
}

impl BinaryLock {
    pub fn acquire(&self) {
        let _guard = self.door.lock().unwrap();
        while self.locked() {
            hint::spin_loop();
        }
        self.taken.store(true, Relaxed);
    }

    pub fn try_acquire(&self) -> bool {
        let _guard = self.door.lock().unwrap();
        if self.locked() {
            return false;
        }
        self.taken.store(true, Relaxed);
        true
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(Relaxed)
    }
}
