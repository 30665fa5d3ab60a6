//! Stage 3: one datum, and a lock for each piece of code that uses it.

// ANCHOR: two-locks
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// An account. Each method has a lock of its own, as if a lock protected code.
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

    /// Takes money out, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let _guard = self.withdrawing.lock().unwrap();
        let seen = self.balance.load(Relaxed);
        if seen < amount {
            return false;
        }
        self.balance.store(seen - amount, Relaxed);
        true
    }

    /// The balance now.
    pub fn balance(&self) -> u32 {
        self.balance.load(Relaxed)
    }
}
// ANCHOR_END: two-locks

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

    // ANCHOR: one-lock
    /// Puts money in.
    pub fn deposit(&self, amount: u32) {
        let _guard = self.lock.lock().unwrap();
        // Relaxed suffices here and in all methods: acquiring the lock makes everything
        // visible that was done under it before.
        let seen = self.balance.load(Relaxed);
        self.balance.store(seen + amount, Relaxed);
    }
    // ANCHOR_END: one-lock

    /// Takes money out, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let _guard = self.lock.lock().unwrap();
        let seen = self.balance.load(Relaxed);
        if seen < amount {
            return false;
        }
        self.balance.store(seen - amount, Relaxed);
        true
    }

    /// The balance now.
    pub fn balance(&self) -> u32 {
        let _guard = self.lock.lock().unwrap();
        self.balance.load(Relaxed)
    }
}

/// The account as you would write it: the balance is in the lock, and only the lock leads to it.
pub struct Guarded {
    balance: Mutex<u32>,
}

impl Guarded {
    /// An account with this much in it.
    pub fn new(balance: u32) -> Self {
        Guarded { balance: Mutex::new(balance) }
    }

    // ANCHOR: guarded
    /// Takes money out, if there is enough.
    pub fn withdraw(&self, amount: u32) -> bool {
        let mut balance = self.balance.lock().unwrap();
        if *balance < amount {
            return false;
        }
        *balance -= amount;
        true
    }
    // ANCHOR_END: guarded

    /// Puts money in.
    pub fn deposit(&self, amount: u32) {
        *self.balance.lock().unwrap() += amount;
    }

    /// The balance now.
    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }
}
