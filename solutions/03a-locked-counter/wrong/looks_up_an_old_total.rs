//! rejected: assertion — when the lock is taken, `total` says what it was told before
//! by: no_call_gives_up_because_the_lock_is_taken, total_returns_only_totals_that_there_were

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
    last: AtomicU32,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total += tip;
        *total
    }

    pub fn total(&self) -> u32 {
        match self.total.try_lock() {
            Ok(total) => {
                self.last.store(*total, Relaxed);
                *total
            }
            Err(_) => self.last.load(Relaxed),
        }
    }
}
