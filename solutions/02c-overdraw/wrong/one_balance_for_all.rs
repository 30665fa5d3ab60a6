//! rejected: assertion — a second account overwrites the balance of the first
//! by: each_account_has_a_balance_of_its_own

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};

static BALANCE: AtomicU32 = AtomicU32::new(0);

/// An account that must never be overdrawn.
pub struct Account {
    _nothing: (),
}

impl Account {
    /// An account that holds this much.
    pub fn new(balance: u32) -> Self {
        Account { _nothing: { BALANCE.store(balance, Relaxed) } }
    }

    /// What the account holds now.
    pub fn balance(&self) -> u32 {
        BALANCE.load(Relaxed)
    }

    /// Pays in.
    pub fn deposit(&self, amount: u32) {
        BALANCE.fetch_add(amount, Relaxed);
    }

    /// Pays out if the account holds enough, and returns whether it did.
    pub fn withdraw(&self, amount: u32) -> bool {
        BALANCE.fetch_update(Relaxed, Relaxed, |balance| balance.checked_sub(amount)).is_ok()
    }

    /// Pays out everything, and returns how much that was.
    pub fn withdraw_all(&self) -> u32 {
        BALANCE.swap(0, Relaxed)
    }
}
