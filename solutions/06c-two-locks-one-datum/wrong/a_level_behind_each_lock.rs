//! rejected: assertion — two data now: the one is changed under its lock, and the other one later
//! by: every_method_uses_one_and_the_same_lock, room_on_the_gauge_stays_for_the_only_thread_that_fills

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres there is room for. It never changes, so it needs no lock.
    capacity: u32,
    /// How many litres there are.
    level: Lock<u32>,
    /// The same, for those who draw.
    gauge: Lock<u32>,
}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Lock::new(level), gauge: Lock::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        // One guard for looking and for changing: what was seen is still true when it is changed.
        let mut level = self.level.lock();
        let fits = litres.min(self.capacity - *level);
        *level += fits;
        drop(level);
        *self.gauge.lock() += fits;
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let mut gauge = self.gauge.lock();
        let there = litres.min(*gauge);
        *gauge -= there;
        drop(gauge);
        *self.level.lock() -= there;
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        *self.gauge.lock()
    }
}
