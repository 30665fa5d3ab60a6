//! rejected: assertion — that somebody holds the lock does not mean that the jar is empty
//! by: whoever_looks_meanwhile_sees_a_total_that_there_was

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        *total += tip;
        *total
    }

    pub fn total(&self) -> u32 {
        self.total.try_lock().map_or(0, |total| *total)
    }
}
