//! Accounts with a lock each, and transfers that can wait for each other in a circle.

use interleave::sync::Mutex;

/// An account. Leave it as it is.
pub struct Account {
    /// No two accounts have the same number.
    pub number: u32,
    /// How much is in it.
    pub balance: Mutex<u32>,
}

/// There is less in the account than should be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;

/// Moves money from one account to another.
///
/// # Errors
///
/// There is not enough in `from`. Then nothing has changed.
// TODO: two transfers in opposite directions can wait for each other.
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    let mut from = from.balance.lock().unwrap();
    let mut to = to.balance.lock().unwrap();
    if *from < amount {
        return Err(NotEnough);
    }
    *from -= amount;
    *to += amount;
    Ok(())
}
