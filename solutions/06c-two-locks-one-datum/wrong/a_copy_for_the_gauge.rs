//! rejected: assertion — the gauge reads a copy, which is a way around the lock
//! by: every_method_uses_one_and_the_same_lock

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::*};
use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres there is room for. It never changes, so it needs no lock.
    capacity: u32,
    /// How many litres there are.
    level: Lock<u32>,
    shown: AtomicU32,
}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Lock::new(level), shown: AtomicU32::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        // One guard for looking and for changing: what was seen is still true when it is changed.
        let mut level = self.level.lock();
        let fits = litres.min(self.capacity - *level);
        *level += fits;
        self.shown.store(*level, Release);
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let mut level = self.level.lock();
        let there = litres.min(*level);
        *level -= there;
        self.shown.store(*level, Release);
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        self.shown.load(Acquire)
    }
}
