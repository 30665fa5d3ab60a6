//! rejected: assertion — it stores what it computed from copies, and undoes what others did in between
//! by: an_account_can_be_used_again, each_lock_is_asked_for_once, no_thread_finds_money_missing, of_two_transfers_that_want_all_of_it_one_is_refused, three_transfers_in_a_circle_end, two_transfers_between_unequal_balances_end, two_transfers_in_opposite_directions_end

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
    let source = *from.balance.lock().unwrap();
    let target = *to.balance.lock().unwrap();
    if source < amount {
        return Err(NotEnough);
    }
    *from.balance.lock().unwrap() = source - amount;
    *to.balance.lock().unwrap() = target + amount;
    Ok(())
}
