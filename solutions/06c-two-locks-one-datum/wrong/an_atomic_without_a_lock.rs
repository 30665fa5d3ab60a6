//! rejected: assertion — right, but the question was for one lock that owns the level
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
    pump: Lock<()>,
    outlet: Lock<()>,
    level: AtomicU32,
}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, pump: Lock::new(()), outlet: Lock::new(()), level: AtomicU32::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        // One guard for looking and for changing: what was seen is still true when it is changed.

        let before = self
            .level
            .fetch_update(AcqRel, Acquire, |l| Some(l + litres.min(self.capacity - l)))
            .unwrap();
        litres.min(self.capacity - before)
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let before = self.level.fetch_update(AcqRel, Acquire, |l| Some(l - litres.min(l))).unwrap();
        litres.min(before)
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        self.level.load(Acquire)
    }
}
