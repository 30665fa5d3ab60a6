//! right: a retry loop with the exchange, for both

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub struct Account {
    balance: AtomicU32,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicU32::new(balance) }
    }

    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed)
    }

    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(amount, Relaxed);
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        let mut seen = self.balance.load(Relaxed);
        while let Some(left) = seen.checked_sub(amount) {
            match self.balance.compare_exchange_weak(seen, left, Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(now) => seen = now,
            }
        }
        false
    }

    pub fn withdraw_all(&self) -> u32 {
        let mut seen = self.balance.load(Relaxed);
        while let Err(now) = self.balance.compare_exchange(seen, 0, Relaxed, Relaxed) {
            seen = now;
        }
        seen
    }
}
