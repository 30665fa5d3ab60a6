//! rejected: assertion — writes back a balance that was worked out before somebody else changed it
//! by: two_withdrawals_never_take_more_than_there_is, two_withdrawals_for_which_there_is_enough_are_both_paid, a_deposit_is_neither_lost_nor_in_the_way, what_withdraw_all_says_is_what_left_the_account, a_withdrawal_is_paid_however_often_somebody_was_faster

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
        if balance < amount {
            return false;
        }
        self.balance.store(balance - amount, Relaxed);
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
