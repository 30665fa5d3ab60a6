//! rejected: assertion — right, on real threads; here nobody sees what it does
//! by: every_method_uses_one_and_the_same_lock, no_update_is_lost_between_fill_and_draw (search), room_on_the_gauge_stays_for_the_only_thread_that_fills (search), the_gauge_shows_a_level_that_existed (search), two_draws_at_once_never_draw_more_than_there_is (search), two_fills_at_once_never_overfill_the_tank (search)

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use std::sync::Mutex;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres there is room for. It never changes, so it needs no lock.
    capacity: u32,
    /// How many litres there are.
    level: Mutex<u32>,
}

impl Tank {
    /// A tank for so many litres, with so many in it.
    ///
    /// # Panics
    ///
    /// There is no room for so many.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Mutex::new(level) }
    }

    /// Pumps water in, as long as there is room. Returns how many litres went in.
    pub fn fill(&self, litres: u32) -> u32 {
        // One guard for looking and for changing: what was seen is still true when it is changed.
        let mut level = self.level.lock().unwrap();
        let fits = litres.min(self.capacity - *level);
        *level += fits;
        fits
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let mut level = self.level.lock().unwrap();
        let there = litres.min(*level);
        *level -= there;
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        *self.level.lock().unwrap()
    }
}
