//! rejected: search — std's lock keeps others out, but the explorer doesn't see that they wait
//! by: *

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    lock: std::sync::Mutex<()>,
    total: AtomicU32,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let _guard = self.lock.lock().unwrap();
        let before = self.total.load(Relaxed);
        let after = before + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
