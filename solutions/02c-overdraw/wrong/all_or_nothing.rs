//! rejected: assertion — when another thread was faster it pays nothing, although something is left
//! by: what_withdraw_all_returns_is_what_left_the_account, withdraw_all_leaves_nothing_that_was_paid_in_before, withdraw_all_never_pays_more_than_the_account_ever_held

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
        self.balance.fetch_update(Relaxed, Relaxed, |balance| balance.checked_sub(amount)).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        let all = self.balance();
        if self.withdraw(all) { all } else { 0 }
    }
}
