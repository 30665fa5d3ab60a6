//! Stage 4: checks twice, so the value is made once; but the first check orders nothing.

use crate::cell::UnsafeCell;
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// A value that is made when it is first needed.
pub struct Lazy<T> {
    made: AtomicBool,
    making: Mutex<()>,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: wrong, and that's what this stage is about: the thread that reads isn't ordered behind the one that wrote.
unsafe impl<T: Send + Sync> Sync for Lazy<T> {}

impl<T> Lazy<T> {
    // ANCHOR: get-or-init
    /// The value. Calls `make` if there is none yet.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        if !self.made.load(Relaxed) {
            let _guard = self.making.lock().unwrap();
            // Another thread may have made it since the first check.
            if !self.made.load(Relaxed) {
                let value = make();
                // SAFETY: only the thread that holds the lock writes, and only while nothing was made. (Not enough.)
                unsafe { *self.value.get() = Some(value) };
                self.made.store(true, Relaxed);
            }
        }
        // SAFETY: the value was made, and no thread changes it any more. (Wrong: this thread may not see it yet.)
        unsafe { (*self.value.get_shared()).as_ref().expect("the value was made") }
    }
    // ANCHOR_END: get-or-init
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Lazy { made: AtomicBool::new(false), making: Mutex::new(()), value: UnsafeCell::new(None) }
    }
}
