//! rejected: assertion — between the two locks the money is nowhere
//! by: no_thread_finds_money_missing

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    {
        let mut source = from.balance.lock().unwrap();
        if *source < amount {
            return Err(NotEnough);
        }
        *source -= amount;
    }
    *to.balance.lock().unwrap() += amount;
    Ok(())
}
