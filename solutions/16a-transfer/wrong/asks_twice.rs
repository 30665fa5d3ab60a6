//! rejected: assertion — it tries for each lock before it waits for it, and so it asks twice
//! by: each_lock_is_asked_for_once

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
fn l(a: &Account) -> interleave::sync::MutexGuard<'_, u32> {
    match a.balance.try_lock() {
        Ok(g) => g,
        Err(_) => a.balance.lock().unwrap(),
    }
}
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        return if *from.balance.lock().unwrap() < amount { Err(NotEnough) } else { Ok(()) };
    }
    let (mut f, mut t);
    if from.number < to.number {
        f = l(from);
        t = l(to);
    } else {
        t = l(to);
        f = l(from);
    }
    if *f < amount {
        return Err(NotEnough);
    }
    *f -= amount;
    *t += amount;
    Ok(())
}
