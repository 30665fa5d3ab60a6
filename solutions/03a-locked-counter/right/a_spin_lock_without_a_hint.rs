//! right: a spin lock of its own, which gives no hint

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

#[derive(Default)]
pub struct TipJar {
    busy: AtomicBool,
    total: AtomicU32,
}

impl TipJar {
    pub fn add(&self, tip: u32) -> u32 {
        while self.busy.swap(true, Acquire) {}
        let after = self.total.load(Relaxed) + tip;
        self.total.store(after, Relaxed);
        self.busy.store(false, Release);
        after
    }

    pub fn total(&self) -> u32 {
        self.total.load(Relaxed)
    }
}
