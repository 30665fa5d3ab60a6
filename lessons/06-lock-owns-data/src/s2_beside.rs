//! Stage 2: the lock stands beside the data, and one method forgets it.

use crate::cell::UnsafeCell;
use crate::s1_lock::BinaryLock;

// ANCHOR: beside
/// What the kitchen still has to cook.
#[derive(Default)]
pub struct Orders {
    lock: BinaryLock,
    list: UnsafeCell<Vec<&'static str>>,
}

// SAFETY: every method takes the lock before it touches the list. So it was, once.
unsafe impl Sync for Orders {}

impl Orders {
    /// Adds an order.
    pub fn add(&self, dish: &'static str) {
        let _guard = self.lock.guard();
        // SAFETY: whoever touches the list has the lock.
        unsafe { (&mut *self.list.get()).push(dish) };
    }

    /// How many there are. It is only a number, and it is only read.
    pub fn count(&self) -> usize {
        // SAFETY: broken. Nobody has the lock here.
        unsafe { (&*self.list.get()).len() }
    }
}
// ANCHOR_END: beside
