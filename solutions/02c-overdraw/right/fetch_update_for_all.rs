//! right: `fetch_update` for `withdraw_all`, too, and stronger orderings

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};

pub struct Account {
    balance: AtomicU32,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicU32::new(balance) }
    }

    pub fn balance(&self) -> u32 {
        self.balance.load(SeqCst)
    }

    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(amount, SeqCst);
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        self.balance.fetch_update(SeqCst, SeqCst, |balance| balance.checked_sub(amount)).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.fetch_update(SeqCst, SeqCst, |_| Some(0)).unwrap_or(0)
    }
}
