//! rejected: assertion — the second time it locks, it finds a different total from the one it left
//! by: add_returns_the_total_right_after_its_own_tip

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
