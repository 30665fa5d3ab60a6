//! rejected: assertion — it puts the first lock back and waits at the other one, and two can do so in step
//! by: each_lock_is_asked_for_once

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
    let (mut first, mut second) = (from, to);
    loop {
        let one = first.balance.lock().unwrap();
        if let Ok(two) = second.balance.try_lock() {
            let (mut source, mut target) =
                if std::ptr::eq(first, from) { (one, two) } else { (two, one) };
            if *source < amount {
                return Err(NotEnough);
            }
            *source -= amount;
            *target += amount;
            return Ok(());
        }
        drop(one);
        (first, second) = (second, first);
    }
}
