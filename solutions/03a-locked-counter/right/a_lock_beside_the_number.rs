//! right: the lock is beside the number, and `total` reads without it

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
    lock: Mutex<()>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let _guard = self.lock.lock().unwrap();
        let after = self.total.load(Relaxed) + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
