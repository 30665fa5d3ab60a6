//! Stage 1: the counter behind a lock.

// ANCHOR: locked-counter
use crate::sync::Mutex;

/// A counter that loses nothing.
#[derive(Default)]
pub struct Counter {
    value: Mutex<u32>,
}

impl Counter {
    /// Adds one. No other thread can reach the value between the load and the store.
    pub fn increment(&self) {
        let mut value = self.value.lock().unwrap();
        let seen = *value;
        *value = seen + 1;
    }

    /// The current value.
    pub fn get(&self) -> u32 {
        *self.value.lock().unwrap()
    }
}
// ANCHOR_END: locked-counter
