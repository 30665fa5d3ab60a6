//! rejected: deadlock — both guards live to the end of the statement, so the left side waits for the lock that the right side holds
//! by: a_waiter_alone_loses_nothing, each_jar_holds_its_own_tips, no_tip_is_lost, each_waiter_is_told_the_total_with_their_own_tip_as_the_last, whoever_looks_meanwhile_sees_a_total_that_there_was, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        *self.total.lock().unwrap() = *self.total.lock().unwrap() + tip;
        *self.total.lock().unwrap()
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
