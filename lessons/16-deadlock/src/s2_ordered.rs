//! Stage 2: of two accounts, the one with the smaller number is always locked first.

use crate::sync::Mutex;

// ANCHOR: account
/// An account, with a lock of its own and a number that no other account has.
pub struct Account {
    number: u32,
    /// Of two accounts, the one with the smaller number is locked first.
    balance: Mutex<u32>,
}
// ANCHOR_END: account

impl Account {
    /// An account with so much in it.
    pub fn new(number: u32, balance: u32) -> Self {
        Account { number, balance: Mutex::new(balance) }
    }

    /// How much is in it.
    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }
}

// ANCHOR: transfer
/// Moves money from one account to another, if there is enough. No other thread sees it missing.
pub fn transfer(from: &Account, to: &Account, amount: u32) -> bool {
    if from.number == to.number {
        return from.balance() >= amount;
    }
    let (mut source, mut target);
    if from.number < to.number {
        source = from.balance.lock().unwrap();
        target = to.balance.lock().unwrap();
    } else {
        target = to.balance.lock().unwrap();
        source = from.balance.lock().unwrap();
    }
    if *source < amount {
        return false;
    }
    *source -= amount;
    *target += amount;
    true
}
// ANCHOR_END: transfer
