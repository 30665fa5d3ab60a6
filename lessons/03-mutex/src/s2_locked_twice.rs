//! Stage 2: each access is behind the lock, and yet an increment is lost.

use crate::sync::Mutex;

/// A counter that loses increments although it never touches its value without the lock.
#[derive(Default)]
pub struct Counter {
    value: Mutex<u32>,
}

impl Counter {
    // ANCHOR: locked-twice
    /// Adds one: locks to read the value, and locks again to write it.
    pub fn increment(&self) {
        let seen = *self.value.lock().unwrap();
        *self.value.lock().unwrap() = seen + 1;
    }
    // ANCHOR_END: locked-twice

    /// The current value.
    pub fn get(&self) -> u32 {
        *self.value.lock().unwrap()
    }
}
