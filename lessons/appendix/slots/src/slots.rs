//! The slots, and the guard of a slot.

// ANCHOR: slots
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

    /// Takes a slot, if there is a free one. Never waits.
    pub fn try_take(&self) -> Option<Slot<'_>> {
        // Acquire: pairs with the addition in `drop`, so that a thread sees what was done
        // in its slot before.
        self.free.fetch_update(Acquire, Relaxed, |free| free.checked_sub(1)).ok()?;
        Some(Slot(self))
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        // Release: pairs with the exchange in `try_take`.
        self.0.free.fetch_add(1, Release);
    }
}
// ANCHOR_END: slots
