//! rejected: assertion — a withdrawal of all there is is refused
//! by: a_withdrawal_alone_is_paid_exactly_if_there_is_enough, two_covered_withdrawals_are_both_paid, withdraw_pays_after_five_lost_races, withdraw_pays_after_two_thousand_lost_races

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
        let left = |balance: u32| balance.checked_sub(amount).filter(|left| *left > 0);
        amount == 0 || self.balance.fetch_update(Relaxed, Relaxed, left).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
