//! right: whether it is done is also in the mutex

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::sync::{Mutex, PoisonError};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
    /// Held while an action runs.
    running: Mutex<bool>,
}

impl Once {
    /// Runs `action` if no action has been run to its end yet. Waits for one that is running.
    ///
    /// # Panics
    ///
    /// If `action` panics. Then it doesn't count.
    pub fn call_once(&self, action: impl FnOnce()) {
        if self.is_completed() {
            return;
        }
        // Poisoned by an action that has panicked: this thread's action replaces it.
        let mut is_done = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        if !*is_done {
            action();
            *is_done = true;
            // Release: pairs with the load in `is_completed`.
            self.is_done.store(true, Release);
        }
    }

    /// Whether an action has been run to its end. Never waits.
    pub fn is_completed(&self) -> bool {
        // Acquire: pairs with the store in `call_once`.
        self.is_done.load(Acquire)
    }
}
