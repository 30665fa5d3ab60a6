//! rejected: assertion — until the money is put back, a withdrawal that is covered finds too little and is refused
//! by: a_doomed_withdrawal_changes_nothing_for_another, a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_doomed_withdrawal_is_never_seen

use interleave::sync::atomic::{AtomicI64, Ordering::Relaxed};

pub struct Account {
    balance: AtomicI64,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicI64::new(i64::from(balance)) }
    }

    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed) as u32
    }

    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(i64::from(amount), Relaxed);
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        let amount = i64::from(amount);
        if self.balance.fetch_sub(amount, Relaxed) < amount {
            self.balance.fetch_add(amount, Relaxed);
            return false;
        }
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed) as u32
    }
}
