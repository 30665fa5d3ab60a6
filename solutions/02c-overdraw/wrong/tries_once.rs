//! rejected: assertion — when the exchange fails, another thread was faster, but there may still be enough
//! by: a_deposit_is_neither_lost_nor_in_the_way, two_covered_withdrawals_are_both_paid, withdraw_pays_after_five_lost_races, withdraw_pays_after_two_thousand_lost_races

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
        let balance = self.balance.load(Relaxed);
        balance >= amount
            && self.balance.compare_exchange(balance, balance - amount, Relaxed, Relaxed).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
