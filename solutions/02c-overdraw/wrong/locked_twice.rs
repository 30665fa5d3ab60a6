//! rejected: assertion — looking is locked and taking is locked, but the lock is free between the two
//! by: two_withdrawals_never_take_more_than_there_is, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_all_pays_after_five_lost_races

use interleave::sync::Mutex;

pub struct Account {
    balance: Mutex<u32>,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: Mutex::new(balance) }
    }

    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }

    pub fn deposit(&self, amount: u32) {
        *self.balance.lock().unwrap() += amount;
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        if *self.balance.lock().unwrap() < amount {
            return false;
        }
        *self.balance.lock().unwrap() -= amount;
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        std::mem::take(&mut *self.balance.lock().unwrap())
    }
}
