//! rejected: assertion — the two halves of a large total are read one after the other
//! by: total_returns_only_totals_that_there_were

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU16, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    lock: Mutex<()>,
    low: AtomicU16,
    high: AtomicU16,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let _guard = self.lock.lock().unwrap();
        let before = u32::from(self.high.load(Relaxed)) << 16 | u32::from(self.low.load(Relaxed));
        let after = before + tip;
        self.low.store(after as u16, Relaxed);
        self.high.store((after >> 16) as u16, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        u32::from(self.high.load(Relaxed)) << 16 | u32::from(self.low.load(Relaxed))
    }
}
