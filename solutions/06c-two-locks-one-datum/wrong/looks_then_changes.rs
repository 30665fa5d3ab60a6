//! rejected: assertion — what fitted the first time it was locked need not fit the second time
//! by: no_update_is_lost_between_fill_and_draw, two_draws_at_once_never_draw_more_than_there_is, two_fills_at_once_never_overfill_the_tank

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres there is room for. It never changes, so it needs no lock.
    capacity: u32,
    /// How many litres there are.
    level: Lock<u32>,
}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Lock::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        let fits = litres.min(self.capacity - *self.level.lock());
        *self.level.lock() += fits;
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let there = litres.min(*self.level.lock());
        let left = self.level().saturating_sub(there);
        *self.level.lock() = left;
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        *self.level.lock()
    }
}
