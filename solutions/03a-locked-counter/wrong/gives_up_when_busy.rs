//! rejected: assertion — a tip that comes while another thread holds the lock is not put in
//! by: add_returns_the_total_right_after_its_own_tip, add_succeeds_however_often_another_waiter_comes_first, no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
    lock: Mutex<()>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        if let Ok(_guard) = self.lock.try_lock() {
            let after = self.total.load(Relaxed) + tip;
            self.total.store(after, Relaxed);
            return after;
        }
        self.total.load(Relaxed)
    }

    pub fn total(&self) -> u32 {
        let _guard = self.lock.lock().unwrap();
        self.total.load(Relaxed)
    }
}
