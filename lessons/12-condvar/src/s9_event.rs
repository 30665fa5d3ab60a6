//! Stage 9: Python's event, a flag that threads can wait for.

use std::time::Duration;

use crate::sync::{Condvar, Mutex};

// ANCHOR: event
/// A flag that is set and cleared, and that threads wait for.
#[derive(Default)]
pub struct Event {
    is_set: Mutex<bool>,
    set: Condvar,
}

impl Event {
    /// Sets the flag, and wakes every thread that waits for it.
    pub fn set(&self) {
        *self.is_set.lock().unwrap() = true;
        self.set.notify_all();
    }

    /// Clears the flag: from now on, threads wait again.
    pub fn clear(&self) {
        *self.is_set.lock().unwrap() = false;
    }

    /// Sleeps until the flag is set.
    pub fn wait(&self) {
        let is_set = self.is_set.lock().unwrap();
        drop(self.set.wait_while(is_set, |is_set| !*is_set));
    }
    // ANCHOR_END: event

    /// Whether the flag is set.
    pub fn is_set(&self) -> bool {
        *self.is_set.lock().unwrap()
    }

    /// Sleeps until the flag is set, but no longer than `limit`. Returns whether it is set.
    pub fn wait_within(&self, limit: Duration) -> bool {
        let is_set = self.is_set.lock().unwrap();
        let (is_set, _) = self.set.wait_timeout_while(is_set, limit, |is_set| !*is_set).unwrap();
        *is_set
    }
}
