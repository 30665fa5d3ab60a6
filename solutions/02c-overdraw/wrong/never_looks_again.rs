//! rejected: spin — once the balance has changed, the exchange expects for ever what it saw at first
//! by: two_withdrawals_never_take_more_than_there_is, two_withdrawals_for_which_there_is_enough_are_both_paid, a_deposit_is_neither_lost_nor_in_the_way, a_withdrawal_is_paid_however_often_somebody_was_faster, what_withdraw_all_says_is_what_left_the_account

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
