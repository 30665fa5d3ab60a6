//! rejected: assertion — the lock is free again when the new total is stored
//! by: add_returns_the_total_right_after_its_own_tip, no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
    lock: Mutex<()>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let before = {
            let _guard = self.lock.lock().unwrap();
            self.total.load(Relaxed)
        };
        let after = before + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        let _guard = self.lock.lock().unwrap();
        self.total.load(Relaxed)
    }
}
