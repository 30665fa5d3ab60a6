//! rejected: deadlock — `total` waits for the lock that `add` still holds
//! by: a_total_can_be_as_large_as_a_u32, a_waiter_alone_loses_nothing, add_returns_the_total_right_after_its_own_tip, add_succeeds_however_often_another_waiter_comes_first, each_jar_holds_its_own_tips, no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing, total_returns_only_totals_that_there_were

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total += tip;
        self.total()
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
