//! A lock of numbers, of which two releases at once call up two.

use interleave::hint;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

pub struct NotLocked;

#[derive(Default)]
pub struct FlagLock {
    next: AtomicU32,
    serving: AtomicU32,
}

impl FlagLock {
    pub fn acquire(&self) {
        let number = self.next.fetch_add(1, SeqCst);
        while self.serving.load(SeqCst) != number {
            hint::spin_loop();
        }
    }

    pub fn release(&self) -> Result<(), NotLocked> {
        let serving = self.serving.load(SeqCst);
        if serving == self.next.load(SeqCst) {
            return Err(NotLocked);
        }
        self.serving.fetch_add(1, SeqCst);
        Ok(())
    }
}
