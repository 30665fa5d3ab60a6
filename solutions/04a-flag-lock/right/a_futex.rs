//! right: a futex, with three states

use interleave::futex;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    state: AtomicU32,
}

impl FlagLock {
    pub fn acquire(&self) {
        if self.state.compare_exchange(0, 1, Acquire, Relaxed).is_err() {
            while self.state.swap(2, Acquire) != 0 {
                futex::wait(&self.state, 2);
            }
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        match self.state.swap(0, Release) {
            0 => Err(NotLocked),
            1 => Ok(()),
            _ => {
                futex::wake_one(&self.state);
                Ok(())
            }
        }
    }

    pub fn locked(&self) -> bool {
        self.state.load(Relaxed) != 0
    }
}
