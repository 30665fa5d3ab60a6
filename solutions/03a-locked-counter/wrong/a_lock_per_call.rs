//! rejected: assertion — nobody else can want a lock that only this call knows
//! by: no_tip_is_lost, each_waiter_is_told_the_total_with_their_own_tip_as_the_last, three_waiters_with_two_tips_each_lose_nothing

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
