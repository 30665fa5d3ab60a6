//! Stage 5: a plain flag that tells a thread to stop, and what an optimiser makes of it.

use crate::cell::UnsafeCell;

// ANCHOR: plain-flag
/// A flag without an atomic.
pub struct PlainFlag {
    raised: UnsafeCell<bool>,
}

// SAFETY: there is none; this flag shows what a broken promise can cost.
unsafe impl Sync for PlainFlag {}

impl PlainFlag {
    /// Raises the flag.
    pub fn raise(&self) {
        // SAFETY: broken. Another thread might be reading.
        unsafe { *self.raised.get() = true };
    }

    /// Whether the flag is raised.
    pub fn is_raised(&self) -> bool {
        // SAFETY: broken. Another thread might be writing.
        unsafe { *self.raised.get() }
    }
}
// ANCHOR_END: plain-flag

impl PlainFlag {
    /// A flag that is down.
    pub const fn new() -> Self {
        PlainFlag { raised: UnsafeCell::new(false) }
    }
}

impl Default for PlainFlag {
    fn default() -> Self {
        Self::new()
    }
}
