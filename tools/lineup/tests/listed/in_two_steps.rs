//! A counter that is wrong.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[derive(Default)]
pub struct Racy {
    total: AtomicU32,
}

impl Racy {
    pub fn add_one(&self) {
        self.total.store(self.total.load(SeqCst) + 1, SeqCst);
    }

    pub fn total(&self) -> u32 {
        self.total.load(SeqCst)
    }
}
