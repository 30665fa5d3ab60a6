//! rejected: assertion — looking is one step, taking is one step, and another thread takes in between
//! by: two_withdrawals_never_take_more_than_there_is, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_pays_after_five_lost_races

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
        if self.balance() < amount {
            return false;
        }
        self.balance.fetch_sub(amount, Relaxed);
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
