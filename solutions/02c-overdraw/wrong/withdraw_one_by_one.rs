//! rejected: assertion — it takes out unit by unit, and puts back when there are too few
//! by: a_doomed_withdrawal_changes_nothing_for_another, a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_doomed_withdrawal_is_never_seen, two_withdrawals_never_take_more_than_there_is, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_never_pays_more_than_the_account_ever_held

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
        for taken in 0..amount {
            let one = self.balance.fetch_update(Relaxed, Relaxed, |balance| balance.checked_sub(1));
            if one.is_err() {
                self.deposit(taken);
                return false;
            }
        }
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
