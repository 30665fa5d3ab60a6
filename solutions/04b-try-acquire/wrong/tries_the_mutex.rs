//! rejected: assertion — the flag is free, but another thread is just looking at it
//! by: a_try_is_not_refused_because_another_thread_asks

use interleave::hint;
use interleave::sync::Mutex;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: Mutex<bool>,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while std::mem::replace(&mut *self.taken.lock().unwrap(), true) {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        match self.taken.try_lock() {
            Ok(mut taken) => !std::mem::replace(&mut *taken, true),
            Err(_) => false,
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if std::mem::replace(&mut *self.taken.lock().unwrap(), false) {
            Ok(())
        } else {
            Err(NotLocked)
        }
    }

    pub fn locked(&self) -> bool {
        *self.taken.lock().unwrap()
    }
}
