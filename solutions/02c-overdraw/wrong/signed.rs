//! rejected: assertion — a very big amount becomes a negative one, and paying that out pays in
//! by: very_large_amounts_are_no_exception

use interleave::sync::atomic::{AtomicI32, Ordering::Relaxed};

pub struct Account {
    balance: AtomicI32,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: AtomicI32::new(balance as i32) }
    }

    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed) as u32
    }

    pub fn deposit(&self, amount: u32) {
        self.balance.fetch_add(amount as i32, Relaxed);
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        let rest = |balance: i32| balance.checked_sub(amount as i32).filter(|&rest| rest >= 0);
        self.balance.fetch_update(Relaxed, Relaxed, rest).is_ok()
    }

    pub fn withdraw_all(&self) -> u32 {
        self.balance.swap(0, Relaxed) as u32
    }
}
