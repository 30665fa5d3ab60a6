//! rejected: assertion — the balance stops at zero, and the money is paid out all the same
//! by: two_withdrawals_never_take_more_than_there_is, a_doomed_withdrawal_changes_nothing_for_another, a_doomed_withdrawal_does_not_help_another, a_doomed_withdrawal_is_never_seen, alone_it_does_what_it_says, what_withdraw_all_says_is_what_left_the_account, alone_it_knows_very_big_amounts

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
        self.balance
            .fetch_update(Relaxed, Relaxed, |balance| Some(balance.saturating_sub(amount)))
            .is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
