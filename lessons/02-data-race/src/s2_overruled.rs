//! Stage 2: a counter on a plain number, shared because an `unsafe impl` claims that it can be.

// ANCHOR: overruled
use crate::cell::UnsafeCell;

/// A counter without an atomic.
pub struct PlainCounter {
    value: UnsafeCell<u32>,
}

// SAFETY: there is none. This promises that threads can share the counter; nothing
// keeps the promise.
unsafe impl Sync for PlainCounter {}

impl PlainCounter {
    /// A counter at zero.
    pub fn new() -> Self {
        PlainCounter { value: UnsafeCell::new(0) }
    }

    /// Adds one.
    pub fn increment(&self) {
        // SAFETY: broken. Another thread might be on the same line.
        unsafe { *self.value.get() += 1 };
    }

    /// The total. Owning the counter means that no other thread can reach it.
    pub fn into_total(self) -> u32 {
        self.value.into_inner()
    }
}
// ANCHOR_END: overruled

impl Default for PlainCounter {
    fn default() -> Self {
        Self::new()
    }
}
