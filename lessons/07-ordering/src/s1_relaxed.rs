//! Stage 1: a value and a flag, with no order between them.

// ANCHOR: message
use crate::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

/// A number that one thread writes, and that others read once it is there.
#[derive(Default)]
pub struct Message {
    value: AtomicU32,
    ready: AtomicBool,
}

impl Message {
    /// Writes the number, and then says that it is there.
    pub fn publish(&self, value: u32) {
        self.value.store(value, Relaxed);
        self.ready.store(true, Relaxed);
    }

    /// The number, if it is there.
    pub fn read(&self) -> Option<u32> {
        if self.ready.load(Relaxed) { Some(self.value.load(Relaxed)) } else { None }
    }
}
// ANCHOR_END: message
