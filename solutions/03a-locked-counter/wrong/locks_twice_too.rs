//! rejected: assertion — the second locking finds another total than the first left
//! by: each_waiter_is_told_the_total_with_their_own_tip_as_the_last

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        *self.total.lock().unwrap() += tip;
        *self.total.lock().unwrap()
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
