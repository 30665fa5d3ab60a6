//! right: fences instead of orderings, as strong as can be

use interleave::sync::atomic::{AtomicBool, Ordering::{Relaxed, SeqCst}, fence};
use interleave::sync::{Mutex, PoisonError};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
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
        if !self.is_done.load(Relaxed) {
            action();
            fence(SeqCst);
            self.is_done.store(true, Relaxed);
        }
    }

    /// Whether an action has been run to its end. Never waits.
    pub fn is_completed(&self) -> bool {
        let is_done = self.is_done.load(Relaxed);
        fence(SeqCst);
        is_done
    }
}
