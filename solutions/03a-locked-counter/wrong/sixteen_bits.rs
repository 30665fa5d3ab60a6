//! rejected: assertion — a total above 65,535 does not fit
//! by: a_total_can_be_as_large_as_a_u32, add_succeeds_however_often_another_waiter_comes_first, total_returns_only_totals_that_there_were

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u16>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total = total.wrapping_add(tip as u16);
        u32::from(*total)
    }

    pub fn total(&self) -> u32 {
        u32::from(*self.total.lock().unwrap())
    }
}
