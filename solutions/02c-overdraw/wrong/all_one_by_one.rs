//! rejected: assertion — one by one, it takes out what was paid in and taken out meanwhile as well
//! by: two_withdraw_alls_pay_the_balance_once, withdraw_all_never_pays_more_than_the_account_ever_held

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
        let mut all = 0;
        while self.withdraw(1) {
            all += 1;
        }
        all
    }
}
