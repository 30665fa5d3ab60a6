//! rejected: assertion — an account that pays itself has more afterwards
//! by: an_account_can_pay_itself

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        let mut balance = from.balance.lock().unwrap();
        if *balance < amount {
            return Err(NotEnough);
        }
        let (source, target) = (*balance - amount, *balance + amount);
        *balance = source;
        *balance = target;
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
    if *source < amount {
        return Err(NotEnough);
    }
    *source -= amount;
    *target += amount;
    Ok(())
}
