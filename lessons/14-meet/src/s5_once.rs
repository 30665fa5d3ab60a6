//! Stage 5: checks twice, and the first check acquires what the maker released.

use crate::cell::UnsafeCell;
use crate::sync::Mutex;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};

/// A value that is made when it is first needed.
pub struct Lazy<T> {
    made: AtomicBool,
    /// Held by the thread that makes the value.
    making: Mutex<()>,
    value: UnsafeCell<Option<T>>,
}

// SAFETY: the value is written once, under the lock, before `made` is set; a thread reads it only after it has seen
// `made`, by an acquiring load or under the same lock. Threads share it, so it must be `Sync`, and the last one to go
// drops what another one has made, so it must be `Send`.
unsafe impl<T: Send + Sync> Sync for Lazy<T> {}

impl<T> Lazy<T> {
    // ANCHOR: get-or-init
    /// The value. Calls `make` if there is none yet.
    pub fn get_or_init(&self, make: impl FnOnce() -> T) -> &T {
        // Acquire: pairs with the store below.
        if !self.made.load(Acquire) {
            let _guard = self.making.lock().unwrap();
            // Relaxed: `made` changes only under this lock.
            if !self.made.load(Relaxed) {
                let value = make();
                // SAFETY: only the thread that holds the lock writes, and no thread reads before `made` is set.
                unsafe { *self.value.get() = Some(value) };
                // Release: pairs with the load above.
                self.made.store(true, Release);
            }
        }
        // SAFETY: `made` was set, so the value is there, visible to this thread, and never written again.
        unsafe { (*self.value.get_shared()).as_ref().expect("the value was made") }
    }
    // ANCHOR_END: get-or-init
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Lazy { made: AtomicBool::new(false), making: Mutex::new(()), value: UnsafeCell::new(None) }
    }
}
