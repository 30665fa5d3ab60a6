//! rejected: assertion — the weak exchange may fail for no reason, and belongs in a loop
//! by: a_deposit_is_neither_lost_nor_in_the_way, a_doomed_withdrawal_changes_nothing_for_another, a_withdrawal_alone_is_paid_exactly_if_there_is_enough, each_account_has_a_balance_of_its_own, two_covered_withdrawals_are_both_paid, two_withdrawals_never_take_more_than_there_is, very_large_amounts_are_no_exception, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_pays_after_five_lost_races, withdraw_pays_after_two_thousand_lost_races

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
