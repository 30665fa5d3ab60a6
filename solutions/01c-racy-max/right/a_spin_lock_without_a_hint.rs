//! right: a spin lock of its own, which gives no hint

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

pub const LOSES_THE_HIGHER_BID: &str = "B A A B";

#[derive(Default)]
pub struct Auction {
    busy: AtomicBool,
    value: AtomicU32,
}

impl Auction {
    fn locked<T>(&self, f: impl FnOnce(u32) -> (T, u32)) -> T {
        while self.busy.swap(true, Acquire) {}
        let (value, now) = f(self.value.load(Relaxed));
        self.value.store(now, Relaxed);
        self.busy.store(false, Release);
        value
    }

    pub fn bid(&self, amount: u32) {
        self.locked(|highest| ((), highest.max(amount)));
    }

    pub fn highest(&self) -> u32 {
        self.locked(|highest| (highest, highest))
    }
}
