//! Stage 1: two locks, acquired in the order in which the function meets them.

use crate::sync::Mutex;

// ANCHOR: account
/// An account, with a lock of its own.
pub struct Account {
    balance: Mutex<u32>,
}
// ANCHOR_END: account

impl Account {
    /// An account with so much in it.
    pub fn new(balance: u32) -> Self {
        Account { balance: Mutex::new(balance) }
    }

    /// How much is in it.
    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }
}

// ANCHOR: transfer
/// Moves money from one account to another, if there is enough. No other thread sees it missing.
pub fn transfer(from: &Account, to: &Account, amount: u32) -> bool {
    let mut from = from.balance.lock().unwrap();
    let mut to = to.balance.lock().unwrap();
    if *from < amount {
        return false;
    }
    *from -= amount;
    *to += amount;
    true
}
// ANCHOR_END: transfer
