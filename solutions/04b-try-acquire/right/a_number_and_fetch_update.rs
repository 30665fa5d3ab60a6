//! right: a number, and `fetch_update`

use interleave::hint;
use interleave::sync::atomic::{
    AtomicU32,
    Ordering::SeqCst,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotLocked;

#[derive(Default)]
pub struct BinaryLock {
    taken: AtomicU32,
}

impl BinaryLock {
    pub fn acquire(&self) {
        while !self.try_acquire() {
            hint::spin_loop();
        }
    }

    pub fn try_acquire(&self) -> bool {
        let free = |taken| (taken == 0).then_some(1);
        self.taken.fetch_update(SeqCst, SeqCst, free).is_ok()
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        if self.taken.swap(0, SeqCst) == 1 { Ok(()) } else { Err(NotLocked) }
    }

    pub fn locked(&self) -> bool {
        self.taken.load(SeqCst) == 1
    }
}
