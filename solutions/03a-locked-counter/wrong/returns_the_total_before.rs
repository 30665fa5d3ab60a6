//! rejected: assertion — `add` returns what was in the jar before its tip
//! by: a_total_can_be_as_large_as_a_u32, a_waiter_alone_loses_nothing, add_returns_the_total_right_after_its_own_tip, add_succeeds_however_often_another_waiter_comes_first

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        let before = *total;
        *total += tip;
        before
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
