//! rejected: assertion — all of them share one flag
//! by: each_once_has_its_own_action, three_hundred_are_called_inside_each_other (spin)

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::sync::{Mutex, PoisonError};

static IS_DONE: AtomicBool = AtomicBool::new(false);

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    /// Held while an action runs.
    running: Mutex<()>,
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
        let _guard = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        // Relaxed: the flag changes only under the lock.
        if !IS_DONE.load(Relaxed) {
            action();
            // Release: pairs with the load in `is_completed`.
            IS_DONE.store(true, Release);
        }
    }

    /// Whether an action has been run to its end. Never waits.
    pub fn is_completed(&self) -> bool {
        // Acquire: pairs with the store in `call_once`.
        IS_DONE.load(Acquire)
    }
}
