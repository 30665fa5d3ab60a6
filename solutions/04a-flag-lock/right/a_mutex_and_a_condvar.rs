//! right: a mutex around the flag, and a condition variable to wait on

use interleave::sync::{Condvar, Mutex};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    lit: Mutex<bool>,
    out: Condvar,
}

impl FlagLock {
    pub fn acquire(&self) {
        let lit = self.lit.lock().unwrap();
        *self.out.wait_while(lit, |lit| *lit).unwrap() = true;
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        let was_lit = std::mem::replace(&mut *self.lit.lock().unwrap(), false);
        self.out.notify_one();
        if was_lit { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        *self.lit.lock().unwrap()
    }
}
