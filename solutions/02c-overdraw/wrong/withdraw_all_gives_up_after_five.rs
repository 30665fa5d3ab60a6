//! rejected: assertion — `withdraw_all` pays nothing after five lost races
//! by: withdraw_all_pays_after_five_lost_races, withdraw_all_pays_after_two_thousand_lost_races

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
        self.balance.fetch_update(Relaxed, Relaxed, |balance| balance.checked_sub(amount)).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        for _ in 0..5 {
            let seen = self.balance.load(Relaxed);
            if self.balance.compare_exchange(seen, 0, Relaxed, Relaxed).is_ok() {
                return seen;
            }
        }
        0
    }
}
