//! rejected: assertion — the weak exchange may fail for no reason, and belongs in a loop
//! by: two_withdrawals_never_take_more_than_there_is, two_withdrawals_for_which_there_is_enough_are_both_paid, a_doomed_withdrawal_changes_nothing_for_another, a_deposit_is_neither_lost_nor_in_the_way, alone_it_does_what_it_says, a_withdrawal_is_paid_however_often_somebody_was_faster, alone_it_knows_very_big_amounts

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
            && self
                .balance
                .compare_exchange_weak(balance, balance - amount, Relaxed, Relaxed)
                .is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
