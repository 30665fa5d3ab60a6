//! rejected: deadlock — a transfer waits for accounts that are not its own
//! by: a_transfer_waits_for_its_own_accounts_only, each_lock_is_asked_for_once (assertion)

use interleave::sync::Mutex;
pub struct Account {
    pub number: u32,
    pub balance: Mutex<u32>,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;
static BANK: Mutex<()> = Mutex::new(());

pub fn transfer(from: &Account, to: &Account, amount: u32) -> Result<(), NotEnough> {
    if from.number == to.number {
        let balance = from.balance.lock().unwrap();
        return if *balance < amount { Err(NotEnough) } else { Ok(()) };
    }
    let _one_at_a_time = BANK.lock().unwrap();
    let mut source = from.balance.lock().unwrap();
    let mut target = to.balance.lock().unwrap();
    if *source < amount {
        return Err(NotEnough);
    }
    *source -= amount;
    *target += amount;
    Ok(())
}
