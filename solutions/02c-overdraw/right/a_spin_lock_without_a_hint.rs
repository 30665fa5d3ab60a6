//! right: a spin lock of its own, which gives no hint

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

pub struct Account {
    busy: AtomicBool,
    value: AtomicU32,
}

impl Account {
    fn locked<T>(&self, f: impl FnOnce(u32) -> (T, u32)) -> T {
        while self.busy.swap(true, Acquire) {}
        let (value, now) = f(self.value.load(Relaxed));
        self.value.store(now, Relaxed);
        self.busy.store(false, Release);
        value
    }

    pub fn new(balance: u32) -> Self {
        Account { busy: AtomicBool::new(false), value: AtomicU32::new(balance) }
    }

    pub fn balance(&self) -> u32 {
        self.locked(|balance| (balance, balance))
    }

    pub fn deposit(&self, amount: u32) {
        self.locked(|balance| ((), balance + amount));
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        self.locked(|balance| match balance.checked_sub(amount) {
            Some(left) => (true, left),
            None => (false, balance),
        })
    }

    pub fn withdraw_all(&self) -> u32 {
        self.locked(|balance| (balance, 0))
    }
}
