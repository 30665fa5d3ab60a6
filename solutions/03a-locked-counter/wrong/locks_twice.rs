//! rejected: assertion — between the two lockings anybody may add
//! by: no_tip_is_lost, each_waiter_is_told_the_total_with_their_own_tip_as_the_last, three_waiters_with_two_tips_each_lose_nothing

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let before = *self.total.lock().unwrap();
        let after = before + tip;
        *self.total.lock().unwrap() = after;
        after
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
