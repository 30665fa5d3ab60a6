//! What transfers between accounts must do. Leave it as it is.

use std::ops::{Deref, DerefMut};

/// A savings club. Its accounts have numbers, and the balance of each is behind a lock of its own.
///
/// All its money together fits in a `u32`.
pub trait Club: Send + Sync {
    /// Moves `amount` from one account to another, which may be the same one. Called by threads that hold no lock.
    ///
    /// - Any transfers can run at the same time, and all of them end. Each waits for the locks of its own two accounts, and
    ///   for nothing else.
    /// - If there is less than `amount` in `from` at that moment, it returns `Err(NotEnough)`, and nothing changes. In every
    ///   other case it returns `Ok(())`.
    /// - A thread that holds the locks of both accounts finds neither too little money nor too much.
    /// - A transfer from an account to itself changes nothing, and is `NotEnough` under the same condition.
    fn transfer(&self, from: u32, to: u32, amount: u32) -> Result<(), NotEnough>;

    /// Waits until the lock of this account is free, and acquires it.
    ///
    /// In which order a transfer acquires its two locks is up to the club. So a thread that holds a lock must not wait for
    /// another one.
    fn lock(&self, account: u32) -> Balance<'_>;

    /// Acquires the lock of this account if it is free. Never waits.
    fn try_lock(&self, account: u32) -> Option<Balance<'_>>;
}

/// Makes a club with these accounts. Each is a number and a balance; no number comes twice.
pub type New = fn(&[(u32, u32)]) -> Box<dyn Club>;

/// There is less in the account than should be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotEnough;

/// Holds the lock of an account as long as it lives, and leads to the balance.
pub struct Balance<'a>(pub Box<dyn DerefMut<Target = u32> + 'a>);

impl Deref for Balance<'_> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.0
    }
}

impl DerefMut for Balance<'_> {
    fn deref_mut(&mut self) -> &mut u32 {
        &mut self.0
    }
}
