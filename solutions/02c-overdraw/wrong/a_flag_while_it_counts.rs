//! rejected: assertion — a withdrawal is refused because another is under way
//! by: a_doomed_withdrawal_changes_nothing_for_another, two_covered_withdrawals_are_both_paid, two_withdrawals_never_take_more_than_there_is, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_pays_after_five_lost_races, withdraw_pays_after_five_lost_races

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

pub struct Account {
    balance: AtomicU32,
    busy: AtomicU32,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicU32::new(balance), busy: AtomicU32::new(0) }
    }

    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed)
    }

    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(amount, Relaxed);
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        if self.busy.swap(1, Relaxed) == 1 {
            return false;
        }
        let enough = self.balance() >= amount;
        if enough {
            self.balance.fetch_sub(amount, Relaxed);
        }
        self.busy.store(0, Relaxed);
        enough
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
