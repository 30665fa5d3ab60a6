//! right: a spin lock of its own, which gives no hint

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    busy: AtomicBool,
    till: AtomicU32,
    safe: AtomicU32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop {
            busy: AtomicBool::new(false),
            till: AtomicU32::new(till),
            safe: AtomicU32::new(safe),
        }
    }

    fn locked<T>(&self, f: impl FnOnce(u32, u32) -> (T, u32, u32)) -> T {
        while self.busy.swap(true, Acquire) {}
        let (value, till, safe) = f(self.till.load(Relaxed), self.safe.load(Relaxed));
        self.till.store(till, Relaxed);
        self.safe.store(safe, Relaxed);
        self.busy.store(false, Release);
        value
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        self.locked(|till, safe| match till >= amount && safe + amount <= SAFE_HOLDS {
            true => (true, till - amount, safe + amount),
            false => (false, till, safe),
        })
    }

    pub fn to_till(&self, amount: u32) -> bool {
        self.locked(|till, safe| match safe >= amount {
            true => (true, till + amount, safe - amount),
            false => (false, till, safe),
        })
    }

    pub fn count(&self) -> (u32, u32) {
        self.locked(|till, safe| ((till, safe), till, safe))
    }
}
