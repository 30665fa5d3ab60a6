//! rejected: assertion — below zero is a very big number, of which any thread can withdraw until it is put right
//! by: a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_doomed_withdrawal_does_not_help_another, a_doomed_withdrawal_is_never_seen

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
        if self.balance.fetch_sub(amount, Relaxed) < amount {
            self.balance.fetch_add(amount, Relaxed);
            return false;
        }
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
