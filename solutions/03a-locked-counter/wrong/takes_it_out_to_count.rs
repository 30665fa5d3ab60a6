//! rejected: assertion — a thread that looks without the lock sees the jar while it is empty
//! by: no_call_gives_up_because_the_lock_is_taken, total_returns_only_totals_that_there_were

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
        let after = self.total.swap(0, Relaxed) + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
