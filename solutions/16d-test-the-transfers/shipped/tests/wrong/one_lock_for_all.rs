//! A right transfer, in a file with the name of a wrong one: a test that reads file names meets it.

use std::cmp::Ordering;

use interleave::sync::{Mutex, MutexGuard};
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
type Guard<'a> = MutexGuard<'a, u32>;

pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    let Some((mut source, mut target)) = lock_both(from, to) else {
        let balance = *from.balance.lock().unwrap();
        return if balance < amount { Err(NotEnough) } else { Ok(()) };
    };
    *source = source.checked_sub(amount).ok_or(NotEnough)?;
    *target += amount;
    Ok(())
}

fn lock_both<'a>(left: &'a Account, right: &'a Account) -> Option<(Guard<'a>, Guard<'a>)> {
    match left.number.cmp(&right.number) {
        Ordering::Less => {
            let first = left.balance.lock().unwrap();
            Some((first, right.balance.lock().unwrap()))
        }
        Ordering::Greater => lock_both(right, left).map(|(right, left)| (left, right)),
        Ordering::Equal => None,
    }
}
