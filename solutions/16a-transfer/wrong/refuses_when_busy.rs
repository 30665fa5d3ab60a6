//! rejected: assertion — a transfer that would have to wait is refused
//! by: an_account_can_be_used_again, each_lock_is_asked_for_once, three_transfers_in_a_circle_end, two_transfers_between_unequal_balances_end, two_transfers_in_opposite_directions_end

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        let balance = from.balance.lock().unwrap();
        return if *balance < amount { Err(NotEnough) } else { Ok(()) };
    }
    let Ok(mut source) = from.balance.try_lock() else { return Err(NotEnough) };
    let Ok(mut target) = to.balance.try_lock() else { return Err(NotEnough) };
    if *source < amount {
        return Err(NotEnough);
    }
    *source -= amount;
    *target += amount;
    Ok(())
}
