//! right: nothing can always be moved, and that needs no lock

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
    if amount == 0 {
        return Ok(());
    }
    if from.number == to.number {
        let balance = from.balance.lock().unwrap();
        return if *balance < amount { Err(NotEnough) } else { Ok(()) };
    }
    let (mut source, mut target);
    if from.number < to.number {
        source = from.balance.lock().unwrap();
        target = to.balance.lock().unwrap();
    } else {
        target = to.balance.lock().unwrap();
        source = from.balance.lock().unwrap();
    }
    let Some(rest) = source.checked_sub(amount) else {
        return Err(NotEnough);
    };
    *source = rest;
    *target += amount;
    Ok(())
}
