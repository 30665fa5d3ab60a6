//! Stage 3: a value that is made when it is first needed, perhaps by two threads.

use crate::cell::UnsafeCell;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};

// ANCHOR: lazy
/// A value that is made when it is first needed.
pub struct Lazy<T> {
    made: AtomicBool,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: wrong, and that's what this stage is about: two threads can write the value at the same time.
unsafe impl<T: Send + Sync> Sync for Lazy<T> {}

impl<T> Lazy<T> {
    /// The value. Calls `make` if there is none yet.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        // Acquire: pairs with the store below.
        if !self.made.load(Acquire) {
            let value = make();
            // SAFETY: wrong. Another thread may have got this far as well.
            unsafe { *self.value.get() = Some(value) };
            // Release: pairs with the load above.
            self.made.store(true, Release);
        }
        // SAFETY: the value was made, and no thread changes it any more. (Also wrong.)
        unsafe { (*self.value.get_shared()).as_ref().expect("the value was made") }
    }
}
// ANCHOR_END: lazy

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Lazy { made: AtomicBool::new(false), value: UnsafeCell::new(None) }
    }
}
