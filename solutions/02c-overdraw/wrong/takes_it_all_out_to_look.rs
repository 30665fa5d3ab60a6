//! rejected: assertion — the whole balance is swapped out while one withdrawal looks at it
//! by: a_doomed_withdrawal_changes_nothing_for_another, a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_doomed_withdrawal_is_never_seen, two_covered_withdrawals_are_both_paid, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_pays_after_five_lost_races

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
        let balance = self.balance.swap(0, Relaxed);
        let enough = balance >= amount;
        self.balance.fetch_add(if enough { balance - amount } else { balance }, Relaxed);
        enough
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
