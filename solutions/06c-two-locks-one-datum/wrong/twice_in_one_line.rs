//! rejected: spin — both guards live to the end of the line, and one waits for the other
//! by: water_that_is_pumped_in_while_somebody_draws_is_not_lost, two_pumps_fill_the_tank_to_the_brim_and_no_further, the_gauge_shows_a_level_that_was_there, what_the_gauge_shows_can_be_relied_on_by_whoever_is_alone_on_that_side, a_tank_holds_what_it_can_and_gives_what_it_has, nobody_waits_for_somebody_at_another_tank (assertion), the_explorer_sees_what_the_tank_does

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
        let before = self.level();
        *self.level.lock() += litres.min(self.capacity - *self.level.lock());
        self.level() - before
    }

    /// Draws water, as long as there is some. Returns how many litres came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let mut level = self.level.lock();
        let there = litres.min(*level);
        *level -= there;
        there
    }

    /// How many litres there are now.
    pub fn level(&self) -> u32 {
        *self.level.lock()
    }
}
