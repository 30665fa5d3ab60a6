//! right: a mutex around the flag, held for a line, and a condition variable for those that wait

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: Mutex<bool>,
    free: Condvar,
}

impl BinaryLock {
    pub fn acquire(&self) {
        let taken = self.taken.lock().unwrap();
        *self.free.wait_while(taken, |taken| *taken).unwrap() = true;
    }

    pub fn try_acquire(&self) -> bool {
        !std::mem::replace(&mut *self.taken.lock().unwrap(), true)
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        let was_taken = std::mem::replace(&mut *self.taken.lock().unwrap(), false);
        self.free.notify_one();
        if was_taken { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        *self.taken.lock().unwrap()
    }
}
