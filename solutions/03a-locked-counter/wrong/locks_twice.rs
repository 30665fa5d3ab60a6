//! rejected: assertion — between the two times it locks, any thread may add
//! by: add_returns_the_total_right_after_its_own_tip, no_call_gives_up_because_the_lock_is_taken, no_tip_is_lost, three_waiters_with_two_tips_each_lose_nothing

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
