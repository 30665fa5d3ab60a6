//! rejected: assertion — it swaps until nothing comes out, and the sum is more than there ever was
//! by: withdraw_all_never_pays_more_than_the_account_ever_held

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
        let mut all = 0;
        loop {
            match self.balance.swap(0, Relaxed) {
                0 => return all,
                some => all += some,
            }
        }
    }
}
