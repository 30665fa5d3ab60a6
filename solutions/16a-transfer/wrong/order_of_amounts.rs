//! rejected: deadlock — each thread has an order of its own
//! by: a_transfer_waits_for_its_own_accounts_only, each_lock_is_asked_for_once, no_thread_finds_money_missing, two_transfers_between_unequal_balances_end, two_transfers_in_opposite_directions_end

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
    let (mut source, mut target);
    if amount.is_multiple_of(2) {
        source = from.balance.lock().unwrap();
        target = to.balance.lock().unwrap();
    } else {
        target = to.balance.lock().unwrap();
        source = from.balance.lock().unwrap();
    }
    if *source < amount {
        return Err(NotEnough);
    }
    *source -= amount;
    *target += amount;
    Ok(())
}
