//! Stage 3: every method acquires a lock, but not all acquire the same one.

use crate::cell::UnsafeCell;
use crate::s1_lock::BinaryLock;

// ANCHOR: two-locks
/// What the kitchen still has to cook.
#[derive(Default)]
pub struct Orders {
    /// For the waiters, so that no two of them write at the same time.
    waiters: BinaryLock,
    /// For the cooks, so that no two of them take the same order.
    cooks: BinaryLock,
    list: UnsafeCell<Vec<&'static str>>,
}

// SAFETY: every method acquires a lock.
unsafe impl Sync for Orders {}

impl Orders {
    /// Adds an order.
    pub fn add(&self, dish: &'static str) {
        let _guard = self.waiters.guard();
        // SAFETY: broken. A cook may be using the list, under the other lock.
        unsafe { (&mut *self.list.get()).push(dish) };
    }

    /// Takes the latest order off the list.
    pub fn take(&self) -> Option<&'static str> {
        let _guard = self.cooks.guard();
        // SAFETY: broken. A waiter may be using the list, under the other lock.
        unsafe { (&mut *self.list.get()).pop() }
    }
}
// ANCHOR_END: two-locks
