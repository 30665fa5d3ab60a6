//! right: a reader-writer lock: `add` writes, `total` reads

use interleave::sync::RwLock;

#[derive(Default)]
pub struct TipJar {
    total: RwLock<u32>,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        let mut total = self.total.write().unwrap();
        *total += tip;
        *total
    }

    pub fn total(&self) -> u32 {
        *self.total.read().unwrap()
    }
}
