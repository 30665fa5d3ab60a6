//! rejected: assertion — a mutex around the look and another around the store
//! by: a_waiter_does_not_enter_together_with_a_newcomer, a_waiter_that_is_overtaken_three_times_does_not_enter_by_force, two_of_three_threads_never_hold_the_lock_together, two_threads_never_hold_the_lock_together, two_threads_that_acquire_twice_never_hold_the_lock_together

use interleave::hint;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: AtomicBool,
    door: Mutex<()>,
}

impl FlagLock {
    pub fn acquire(&self) {
        let free = || {
            let _guard = self.door.lock().unwrap();
            !self.lit.load(Acquire)
        };
        while !free() {
            hint::spin_loop();
        }
        let _guard = self.door.lock().unwrap();
        self.lit.store(true, Relaxed);
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.lit.swap(false, Release) { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.lit.load(Relaxed)
    }
}
