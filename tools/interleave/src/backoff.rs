//! `crossbeam_utils::Backoff`, modelled.

use std::cell::Cell;
use std::fmt;

use crate::hint;

const SPIN_LIMIT: u32 = 6;
const YIELD_LIMIT: u32 = 10;

/// Crossbeam's [`Backoff`](https://docs.rs/crossbeam-utils/latest/crossbeam_utils/struct.Backoff.html), modelled:
/// both [`spin`](Self::spin) and [`snooze`](Self::snooze) tell the search that the thread is spinning, as
/// [`spin_loop`](hint::spin_loop) does, and take no time.
///
/// A loop that parks once this [is completed](Self::is_completed) does so after as many looks as with crossbeam. As
/// with any loop that gives up, it runs on without a change only when no other thread can run: see
/// [`spin_loop`](hint::spin_loop).
pub struct Backoff {
    step: Cell<u32>,
}

impl Backoff {
    /// A backoff that has taken no step yet.
    pub fn new() -> Self {
        Backoff { step: Cell::new(0) }
    }

    /// Starts over.
    pub fn reset(&self) {
        self.step.set(0);
    }

    /// Backs off after another thread made progress.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn spin(&self) {
        hint::spin_loop();
        if self.step.get() <= SPIN_LIMIT {
            self.step.set(self.step.get() + 1);
        }
    }

    /// Backs off until another thread makes progress.
    ///
    /// # Panics
    ///
    /// Panics outside a model.
    #[track_caller]
    pub fn snooze(&self) {
        hint::spin_loop();
        if self.step.get() <= YIELD_LIMIT {
            self.step.set(self.step.get() + 1);
        }
    }

    /// Whether it is time to block instead.
    pub fn is_completed(&self) -> bool {
        self.step.get() > YIELD_LIMIT
    }
}

impl fmt::Debug for Backoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backoff")
            .field("step", &self.step)
            .field("is_completed", &self.is_completed())
            .finish()
    }
}

impl Default for Backoff {
    fn default() -> Self {
        Backoff::new()
    }
}
