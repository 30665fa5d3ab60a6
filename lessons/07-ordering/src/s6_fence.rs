//! Stage 6: the same promise as in stage 2, made by two fences.

use crate::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
    fence,
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
        self.value.store(value, Relaxed);
        // Pairs with the fence in `read`, through the flag.
        fence(Release);
        self.ready.store(true, Relaxed);
    }

    /// The number, if it is there.
    pub fn read(&self) -> Option<u32> {
        if !self.ready.load(Relaxed) {
            return None;
        }
        // Pairs with the fence in `publish`, through the flag.
        fence(Acquire);
        Some(self.value.load(Relaxed))
    }
}
// ANCHOR_END: message
