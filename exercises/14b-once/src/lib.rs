//! An action that should be done once, and sometimes isn't.

use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// Something that is done once, by the first thread that needs it.
#[derive(Default)]
pub struct Once {
    is_done: AtomicBool,
}

impl Once {
    /// Runs `action` if no action has been run to its end yet. Waits for one that is running.
    ///
    /// # Panics
    ///
    /// If `action` panics. Then it doesn't count.
    // TODO: two threads can come here at the same time, and a third one too early.
    pub fn call_once(&self, action: impl FnOnce()) {
        if !self.is_done.load(Relaxed) {
            action();
            self.is_done.store(true, Relaxed);
        }
    }

    /// Whether an action has been run to its end. Never waits.
    // TODO: is everything visible then that the action did?
    pub fn is_completed(&self) -> bool {
        self.is_done.load(Relaxed)
    }
}
