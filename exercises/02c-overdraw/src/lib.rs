//! A bank account in safe code, which pays out more than it holds.

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
    // TODO: two withdrawals may both see enough money.
    pub fn withdraw(&self, amount: u32) -> bool {
        if self.balance() < amount {
            return false;
        }
        self.balance.fetch_sub(amount, Relaxed);
        true
    }

    /// Pays out everything, and returns how much that was.
    // TODO: `balance` is right, and `withdraw` will be. Is one after the other right, too?
    pub fn withdraw_all(&self) -> u32 {
        let all = self.balance();
        self.withdraw(all);
        all
    }
}
