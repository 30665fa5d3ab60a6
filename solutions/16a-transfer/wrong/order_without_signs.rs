//! rejected: deadlock — as signed numbers, two can be the same but for the sign
//! by: two_transfers_in_opposite_directions_end

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
fn key(n: u32) -> u32 {
    (n as i32).unsigned_abs()
}
pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        return if *from.balance.lock().unwrap() < amount { Err(NotEnough) } else { Ok(()) };
    }
    let (mut f, mut t);
    if key(from.number) < key(to.number) {
        f = from.balance.lock().unwrap();
        t = to.balance.lock().unwrap();
    } else {
        t = to.balance.lock().unwrap();
        f = from.balance.lock().unwrap();
    }
    if *f < amount {
        return Err(NotEnough);
    }
    *f -= amount;
    *t += amount;
    Ok(())
}
