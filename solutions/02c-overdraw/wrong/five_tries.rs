//! rejected: assertion — `withdraw` gives up after five lost races
//! by: withdraw_pays_after_five_lost_races, withdraw_pays_after_two_thousand_lost_races

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
        for _ in 0..5 {
            let balance = self.balance();
            if balance < amount {
                return false;
            }
            if self.balance.compare_exchange(balance, balance - amount, Relaxed, Relaxed).is_ok() {
                return true;
            }
        }
        false
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
