//! rejected: assertion — after the first tip, the lock is no longer taken
//! by: no_call_gives_up_because_the_lock_is_taken, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
    lock: Mutex<()>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let first = self.total.load(Relaxed) == 0;
        let _guard = first.then(|| self.lock.lock().unwrap());
        let after = self.total.load(Relaxed) + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
