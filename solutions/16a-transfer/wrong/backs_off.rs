//! rejected: assertion — it tries again and again, and two can do so in step
//! by: each_lock_is_asked_for_once

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
    loop {
        let mut source = from.balance.lock().unwrap();
        let Ok(mut target) = to.balance.try_lock() else {
            drop(source);
            interleave::thread::yield_now();
            continue;
        };
        if *source < amount {
            return Err(NotEnough);
        }
        *source -= amount;
        *target += amount;
        return Ok(());
    }
}
