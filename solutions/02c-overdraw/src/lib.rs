//! A bank account that pays out what it holds, and no more.

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// An account that is never overdrawn.
///
/// Every `Relaxed` here suffices: the balance is the only value that is shared, and each change to it is one
/// step that starts from the newest value.
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
        // The check is part of the step: it's repeated whenever another thread changed the balance first.
        self.balance.try_update(Relaxed, Relaxed, |balance| balance.checked_sub(amount)).is_ok()
    }

    /// Pays out everything, and returns how much that was.
    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed)
    }
}
