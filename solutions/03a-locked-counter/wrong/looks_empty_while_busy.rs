//! rejected: assertion — another thread holding the lock doesn't mean that the jar is empty
//! by: no_call_gives_up_because_the_lock_is_taken, total_returns_only_totals_that_there_were

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total += tip;
        *total
    }

    pub fn total(&self) -> u32 {
        self.total.try_lock().map_or(0, |total| *total)
    }
}
