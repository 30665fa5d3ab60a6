//! rejected: assertion — `withdraw` refuses after a thousand lost races
//! by: withdraw_pays_after_two_thousand_lost_races

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// An account that must never be overdrawn.
pub struct Account {
    balance: AtomicU32,
}

impl Account {
    /// An account that holds this much.
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicU32::new(balance) }
    }

    /// What the account holds now.
    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed)
    }

    /// Pays in.
    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(amount, Relaxed);
    }

    /// Pays out if the account holds enough, and returns whether it did.
    pub fn withdraw(&self, amount: u32) -> bool {
        for _ in 0..1000 {
            let seen = self.balance.load(Relaxed);
            if seen < amount {
                return false;
            }
            if self.balance.compare_exchange(seen, seen - amount, Relaxed, Relaxed).is_ok() {
                return true;
            }
        }
        false
    }

    /// Pays out everything, and returns how much that was.
    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
