//! right: the level is in the explorer's own mutex

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use interleave::sync::Mutex;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres fit in. It never changes, so it needs no lock.
    capacity: u32,
    /// How many litres are in the tank.
    level: Mutex<u32>,
}

impl Tank {
    /// A tank for `capacity` litres, with `level` litres in it.
    ///
    /// # Panics
    ///
    /// If `level` is more than `capacity`.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Mutex::new(level) }
    }

    /// Pumps in up to this many litres, as many as fit. Returns how many went in.
    pub fn fill(&self, litres: u32) -> u32 {
        // One guard for both steps, so no other thread changes the level between them.
        let mut level = self.level.lock().unwrap();
        let fits = litres.min(self.capacity - *level);
        *level += fits;
        fits
    }

    /// Draws up to this many litres, as many as there are. Returns how many came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let mut level = self.level.lock().unwrap();
        let there = litres.min(*level);
        *level -= there;
        there
    }

    /// How many litres are in the tank now.
    pub fn level(&self) -> u32 {
        *self.level.lock().unwrap()
    }
}
