//! rejected: data_race — a lock that is made in the call is no other thread's
//! by: every_method_uses_one_and_the_same_lock (assertion), no_update_is_lost_between_fill_and_draw, room_on_the_gauge_stays_for_the_only_thread_that_fills, the_gauge_shows_a_level_that_existed, two_draws_at_once_never_draw_more_than_there_is, two_fills_at_once_never_overfill_the_tank

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use interleave::cell::Cell;
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
    level: Cell<u32>,
}

// SAFETY: every method takes a lock.
unsafe impl Sync for Tank {}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, pump: Lock::new(()), outlet: Lock::new(()), level: Cell::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        let lock = Lock::new(());
        let _guard = lock.lock();
        let level = self.level.get();
        let fits = litres.min(self.capacity - level);
        self.level.set(level + fits);
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let lock = Lock::new(());
        let _guard = lock.lock();
        let level = self.level.get();
        let there = litres.min(level);
        self.level.set(level - there);
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        let lock = Lock::new(());
        let _guard = lock.lock();
        self.level.get()
    }
}
