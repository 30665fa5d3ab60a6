//! rejected: assertion — even and odd tips take different locks
//! by: no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: AtomicU32,
    locks: [Mutex<()>; 2],
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let _guard = self.locks[tip as usize % 2].lock().unwrap();
        let after = self.total.load(Relaxed) + tip;
        self.total.store(after, Relaxed);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
