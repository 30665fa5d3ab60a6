//! The first draft of the slots.

use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};

/// As many slots as threads may be inside.
pub struct Slots {
    free: AtomicU32,
}

/// A slot that is taken. Dropping it gives it back.
#[must_use = "an unnamed slot is given back immediately"]
pub struct Slot<'a>(&'a Slots);

impl Slots {
    /// Makes this many slots, all free.
    pub fn new(slots: u32) -> Self {
        Slots { free: AtomicU32::new(slots) }
    }

    // ANCHOR: try-take
    /// Takes a slot, if there is a free one. Never waits.
    pub fn try_take(&self) -> Option<Slot<'_>> {
        if self.free.load(Relaxed) == 0 {
            return None;
        }
        self.free.fetch_sub(1, Acquire);
        Some(Slot(self))
    }
    // ANCHOR_END: try-take
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        // Release: pairs with the exchange in `try_take`.
        self.0.free.fetch_add(1, Release);
    }
}
