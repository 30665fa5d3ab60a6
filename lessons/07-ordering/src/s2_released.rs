//! Stage 2: the flag is stored with Release, and loaded with Acquire.

use crate::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// A number that one thread writes, and that others read once it is there.
#[derive(Default)]
pub struct Message {
    value: AtomicU32,
    ready: AtomicBool,
}

// ANCHOR: message
impl Message {
    /// Writes the number, and then says that it is there.
    pub fn publish(&self, value: u32) {
        // Relaxed: the store of `ready` publishes it.
        self.value.store(value, Relaxed);
        // Release: pairs with the load in `read`.
        self.ready.store(true, Release);
    }

    /// The number, if it is there.
    pub fn read(&self) -> Option<u32> {
        // Acquire: pairs with the store in `publish`.
        if !self.ready.load(Acquire) {
            return None;
        }
        // Relaxed: what was stored before `ready` is visible after it.
        Some(self.value.load(Relaxed))
    }
}
// ANCHOR_END: message
