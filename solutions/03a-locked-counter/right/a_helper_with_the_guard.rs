//! right: a helper changes the number through the guard, which is dropped by hand

use interleave::sync::Mutex;

#[derive(Default)]
pub struct TipJar {
    total: Mutex<u32>,
}

fn put(total: &mut u32, tip: u32) -> u32 {
    *total += tip;
    *total
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.lock().unwrap();
        let after = put(&mut total, tip);
        drop(total);
        after
    }

    pub fn total(&self) -> u32 {
        *self.total.lock().unwrap()
    }
}
