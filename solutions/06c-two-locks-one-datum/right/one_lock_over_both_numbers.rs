//! right: capacity and level are in one lock, and a helper changes both ways

#[path = "../../../exercises/06c-two-locks-one-datum/src/lock.rs"]
pub mod lock;

use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    inside: Lock<Inside>,
}

struct Inside {
    capacity: u32,
    level: u32,
}

impl Tank {
    /// A tank for `capacity` litres, with `level` litres in it.
    ///
    /// # Panics
    ///
    /// If `level` is more than `capacity`.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { inside: Lock::new(Inside { capacity, level }) }
    }

    /// Pumps in up to this many litres, as many as fit. Returns how many went in.
    pub fn fill(&self, litres: u32) -> u32 {
        self.change(|inside| {
            let fits = litres.min(inside.capacity - inside.level);
            inside.level += fits;
            fits
        })
    }

    /// Draws up to this many litres, as many as there are. Returns how many came out.
    pub fn draw(&self, litres: u32) -> u32 {
        self.change(|inside| {
            let there = litres.min(inside.level);
            inside.level -= there;
            there
        })
    }

    /// How many litres are in the tank now.
    pub fn level(&self) -> u32 {
        self.change(|inside| inside.level)
    }

    /// Does this with the tank's lock held.
    fn change(&self, with: impl FnOnce(&mut Inside) -> u32) -> u32 {
        with(&mut self.inside.lock())
    }
}
