//! The accounts, with a deposit that loads before it acquires the lock.

use crate::sync::Mutex;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// An account. Each method has its own lock, as if a lock protected code.
pub struct Account {
    balance: AtomicU32,
    depositing: Mutex<()>,
    withdrawing: Mutex<()>,
}

impl Account {
    /// An account with this much in it.
    pub fn new(balance: u32) -> Self {
        Account {
            balance: AtomicU32::new(balance),
            depositing: Mutex::new(()),
            withdrawing: Mutex::new(()),
        }
    }

    /// Two deposits can't overlap here. A deposit and a withdrawal can.
    pub fn deposit(&self, amount: u32) {
        let _guard = self.depositing.lock().unwrap();
        // Relaxed: a stronger ordering wouldn't turn the two steps into one.
        let seen = self.balance.load(Relaxed);
        self.balance.store(seen + amount, Relaxed);
    }

    /// Withdraws money, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let _guard = self.withdrawing.lock().unwrap();
        let seen = self.balance.load(Relaxed);
        if seen < amount {
            return false;
        }
        self.balance.store(seen - amount, Relaxed);
        true
    }

    /// The current balance.
    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed)
    }
}

/// The same account with one lock, which belongs to the balance.
pub struct OneLock {
    balance: AtomicU32,
    lock: Mutex<()>,
}

impl OneLock {
    /// An account with this much in it.
    pub fn new(balance: u32) -> Self {
        OneLock { balance: AtomicU32::new(balance), lock: Mutex::new(()) }
    }

    /// Deposits money.
    pub fn deposit(&self, amount: u32) {
        // Relaxed is enough here and in all methods: acquiring the lock makes everything
        // that was done under it before visible.
        let seen = self.balance.load(Relaxed);
        let _guard = self.lock.lock().unwrap();
        self.balance.store(seen + amount, Relaxed);
    }

    /// Withdraws money, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let _guard = self.lock.lock().unwrap();
        let seen = self.balance.load(Relaxed);
        if seen < amount {
            return false;
        }
        self.balance.store(seen - amount, Relaxed);
        true
    }

    /// The current balance.
    pub fn balance(&self) -> u32 {
        let _guard = self.lock.lock().unwrap();
        self.balance.load(Relaxed)
    }
}

/// The account as you would write it: the balance is inside the lock.
pub struct Guarded {
    balance: Mutex<u32>,
}

impl Guarded {
    /// An account with this much in it.
    pub fn new(balance: u32) -> Self {
        Guarded { balance: Mutex::new(balance) }
    }

    /// Withdraws money, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let mut balance = self.balance.lock().unwrap();
        if *balance < amount {
            return false;
        }
        *balance -= amount;
        true
    }

    /// Deposits money.
    pub fn deposit(&self, amount: u32) {
        *self.balance.lock().unwrap() += amount;
    }

    /// The current balance.
    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }
}
