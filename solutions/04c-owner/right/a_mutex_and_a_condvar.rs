//! right: a mutex around the number of the holder, and a condition variable to wait on

use std::num::NonZeroU64;

use interleave::sync::{Condvar, Mutex};
use interleave::thread;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotYours;

#[derive(Default)]
pub struct OwnedLock {
    owner: Mutex<Option<NonZeroU64>>,
    free: Condvar,
}

impl OwnedLock {
    pub fn acquire(&self) {
        let owner = self.owner.lock().unwrap();
        *self.free.wait_while(owner, |owner| owner.is_some()).unwrap() = Some(me());
    }

    pub fn release(&self) -> Result<(), NotYours> {
        self.owner.lock().unwrap().take_if(|owner| *owner == me()).ok_or(NotYours)?;
        self.free.notify_one();
        Ok(())
    }

    pub fn held_by_me(&self) -> bool {
        *self.owner.lock().unwrap() == Some(me())
    }

    pub fn locked(&self) -> bool {
        self.owner.lock().unwrap().is_some()
    }
}

pub fn me() -> NonZeroU64 {
    thread::current().number()
}
