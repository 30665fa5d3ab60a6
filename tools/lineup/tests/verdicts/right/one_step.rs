//! A counter that is right.

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

#[derive(Default)]
pub struct Counter {
    total: AtomicU32,
}

impl Counter {
    pub fn add_one(&self) {
        self.total.fetch_add(1, SeqCst);
    }

    pub fn total(&self) -> u32 {
        self.total.load(SeqCst)
    }
}
