//! rejected: assertion — there was enough when it asked
//! by: each_lock_is_asked_for_once, of_two_transfers_that_want_all_of_it_one_is_refused

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if *from.balance.lock().unwrap() < amount {
        return Err(NotEnough);
    }
    if from.number == to.number {
        return Ok(());
    }
    let (mut source, mut target);
    if from.number < to.number {
        source = from.balance.lock().unwrap();
        target = to.balance.lock().unwrap();
    } else {
        target = to.balance.lock().unwrap();
        source = from.balance.lock().unwrap();
    }
    *source = source.wrapping_sub(amount);
    *target = target.wrapping_add(amount);
    Ok(())
}
