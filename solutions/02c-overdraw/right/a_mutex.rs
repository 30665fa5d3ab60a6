//! right: a mutex that is held from the check to the change

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
        let mut balance = self.balance.lock().unwrap();
        let left = balance.checked_sub(amount);
        *balance = left.unwrap_or(*balance);
        left.is_some()
    }

    pub fn withdraw_all(&self) -> u32 {
        std::mem::take(&mut *self.balance.lock().unwrap())
    }
}
