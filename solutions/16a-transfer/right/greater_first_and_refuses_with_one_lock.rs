//! right: the greater number first, and a refusal as soon as the balance of `from` is known

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
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        let balance = from.balance.lock().unwrap();
        return if *balance < amount { Err(NotEnough) } else { Ok(()) };
    }
    if from.number > to.number {
        let mut source = from.balance.lock().unwrap();
        let rest = source.checked_sub(amount).ok_or(NotEnough)?;
        let mut target = to.balance.lock().unwrap();
        *source = rest;
        *target += amount;
    } else {
        let mut target = to.balance.lock().unwrap();
        let mut source = from.balance.lock().unwrap();
        *source = source.checked_sub(amount).ok_or(NotEnough)?;
        *target += amount;
    }
    Ok(())
}
