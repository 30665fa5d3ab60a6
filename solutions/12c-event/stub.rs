//! An event that threads wait for, and that some of them miss.

use interleave::sync::{Condvar, Mutex};

/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    is_set: Mutex<bool>,
    changed: Condvar,
}

impl Event {
    /// Sets the flag, and lets every thread through that waits.
    // TODO: also those that wake up when the flag is clear again.
    pub fn set(&self) {
        *self.is_set.lock().unwrap() = true;
        self.changed.notify_all();
    }

    /// Clears the flag. Threads that come from now on have to wait.
    pub fn clear(&self) {
        *self.is_set.lock().unwrap() = false;
    }

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        *self.is_set.lock().unwrap()
    }

    /// Returns immediately if the flag is set, and otherwise sleeps until the next `set`.
    // TODO: how does a thread that wakes up know that `set` was called?
    pub fn wait(&self) {
        let is_set = self.is_set.lock().unwrap();
        if !*is_set {
            drop(self.changed.wait(is_set));
        }
    }
}
