//! rejected: assertion — no other thread can want a lock that only this call knows
//! by: add_returns_the_total_right_after_its_own_tip, no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let lock = Mutex::new(());
        let _guard = lock.lock().unwrap();
        let after = self.total.load(Relaxed) + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
