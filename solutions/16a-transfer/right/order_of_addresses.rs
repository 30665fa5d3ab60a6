//! right: an account that is borrowed stays where it is, so its address is an order

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if std::ptr::eq(from, to) {
        let balance = from.balance.lock().unwrap();
        return if *balance < amount { Err(NotEnough) } else { Ok(()) };
    }
    let (mut source, mut target);
    if std::ptr::from_ref(from) < std::ptr::from_ref(to) {
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
