//! rejected: deadlock — while it waits for its accounts, no other transfer can begin
//! by: a_transfer_waits_for_its_own_accounts_only, each_lock_is_asked_for_once (assertion)

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

static DOOR: interleave::sync::LazyLock<Mutex<()>> =
    interleave::sync::LazyLock::new(|| Mutex::new(()));

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
    let door = DOOR.lock().unwrap();
    let mut source = from.balance.lock().unwrap();
    let mut target = to.balance.lock().unwrap();
    drop(door);
    if *source < amount {
        return Err(NotEnough);
    }
    *source -= amount;
    *target += amount;
    Ok(())
}
