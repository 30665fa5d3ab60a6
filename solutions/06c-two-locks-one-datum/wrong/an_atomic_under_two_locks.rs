//! rejected: assertion — no data race is left, but loading and storing are two steps, and two locks keep no thread apart
//! by: every_method_uses_one_and_the_same_lock, no_update_is_lost_between_fill_and_draw

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres there is room for.
    capacity: u32,
    /// For those who pump.
    pump: Lock<()>,
    /// For those who draw water, or look at the gauge.
    outlet: Lock<()>,
    /// How many litres there are.
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
        let _guard = self.pump.lock();
        let level = self.level.load(SeqCst);
        let fits = litres.min(self.capacity - level);
        self.level.store(level + fits, SeqCst);
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let _guard = self.outlet.lock();
        let level = self.level.load(SeqCst);
        let there = litres.min(level);
        self.level.store(level - there, SeqCst);
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        let _guard = self.outlet.lock();
        self.level.load(SeqCst)
    }
}
