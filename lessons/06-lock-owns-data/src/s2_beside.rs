//! Stage 2: the lock is beside the data, and one method forgets it.

use crate::cell::UnsafeCell;
use crate::s1_lock::BinaryLock;

// ANCHOR: beside
/// What the kitchen still has to cook.
#[derive(Default)]
pub struct Orders {
    lock: BinaryLock,
    list: UnsafeCell<Vec<&'static str>>,
}

// SAFETY: every method acquires the lock before it touches the list. That used to be true.
unsafe impl Sync for Orders {}

impl Orders {
    /// Adds an order.
    pub fn add(&self, dish: &'static str) {
        let _guard = self.lock.guard();
        // SAFETY: this thread holds the lock, and every access to the list needs it.
        unsafe { (&mut *self.list.get()).push(dish) };
    }

    /// How many there are. It's just a number, and this just reads it.
    pub fn count(&self) -> usize {
        // SAFETY: broken. This thread doesn't hold the lock.
        unsafe { (&*self.list.get()).len() }
    }
}
// ANCHOR_END: beside
