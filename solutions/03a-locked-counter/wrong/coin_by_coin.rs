//! rejected: assertion — a tip goes in coin by coin, and the lock is released after each
//! by: a_total_can_be_as_large_as_a_u32, add_returns_the_total_right_after_its_own_tip, total_returns_only_totals_that_there_were (search)

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut after = self.total();
        for _ in 0..tip {
            let mut total = self.total.lock().unwrap();
            *total += 1;
            after = *total;
        }
        after
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
