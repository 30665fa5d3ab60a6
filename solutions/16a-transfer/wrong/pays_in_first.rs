//! rejected: assertion — between the two locks the money is there twice
//! by: each_lock_is_asked_for_once, no_thread_finds_money_missing, of_two_transfers_that_want_all_of_it_one_is_refused

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
    if *from.balance.lock().unwrap() < amount {
        return Err(NotEnough);
    }
    *to.balance.lock().unwrap() += amount;
    *from.balance.lock().unwrap() -= amount;
    Ok(())
}
