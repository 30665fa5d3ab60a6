//! rejected: assertion — the number is copied out of the lock, and the copy is changed
//! by: a_waiter_alone_loses_nothing, no_tip_is_lost, each_waiter_is_told_the_total_with_their_own_tip_as_the_last, three_waiters_with_two_tips_each_lose_nothing, whoever_looks_meanwhile_sees_a_total_that_there_was

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = *self.total.lock().unwrap();
        total += tip;
        total
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
