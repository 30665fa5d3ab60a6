//! rejected: assertion — `balance` is right and `withdraw` is right, and what happens between them is neither's business
//! by: two_withdraw_alls_pay_the_balance_once, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_leaves_nothing_that_was_paid_in_before, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_all_pays_after_five_lost_races

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
        self.withdraw(all);
        all
    }
}
