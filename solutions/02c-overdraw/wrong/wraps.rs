//! rejected: assertion — subtracts without asking, and asks when it is too late
//! by: a_doomed_withdrawal_changes_nothing_for_another, a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_doomed_withdrawal_does_not_help_another, a_doomed_withdrawal_is_never_seen, a_withdrawal_alone_is_paid_exactly_if_there_is_enough, two_withdrawals_never_take_more_than_there_is, very_large_amounts_are_no_exception, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_all_pays_after_five_lost_races

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
        let before = self.balance.fetch_sub(amount, Relaxed);
        before >= amount
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
