//! rejected: spin — once the balance has changed, the exchange expects forever what it saw at first
//! by: a_deposit_is_neither_lost_nor_in_the_way, two_covered_withdrawals_are_both_paid, two_withdrawals_never_take_more_than_there_is, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_all_pays_after_five_lost_races, withdraw_pays_after_five_lost_races

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
        let balance = self.balance();
        if balance < amount {
            return false;
        }
        while self.balance.compare_exchange(balance, balance - amount, Relaxed, Relaxed).is_err() {}
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
