//! The water tank of a village. Every method takes a lock, and still water gets lost.

pub mod lock;

use interleave::cell::Cell;
use lock::Lock;

/// A tank with a pump that fills it, an outlet, and a gauge.
pub struct Tank {
    /// How many litres fit in.
    capacity: u32,
    /// Held while a thread fills.
    pump: Lock<()>,
    /// Held while a thread draws or reads the gauge.
    outlet: Lock<()>,
    /// How many litres are in the tank.
    // TODO: which lock guards this?
    level: Cell<u32>,
}

// SAFETY: every method takes a lock.
// TODO: once a lock owns the level, the compiler works this out by itself. Delete the line.
unsafe impl Sync for Tank {}

impl Tank {
    /// A tank for `capacity` litres, with `level` litres in it.
    ///
    /// # Panics
    ///
    /// If `level` is more than `capacity`.
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, pump: Lock::new(()), outlet: Lock::new(()), level: Cell::new(level) }
    }

    /// Pumps in up to this many litres, as many as fit. Returns how many went in.
    pub fn fill(&self, litres: u32) -> u32 {
        let _guard = self.pump.lock();
        let level = self.level.get();
        let fits = litres.min(self.capacity - level);
        self.level.set(level + fits);
        fits
    }

    /// Draws up to this many litres, as many as there are. Returns how many came out.
    pub fn draw(&self, litres: u32) -> u32 {
        let _guard = self.outlet.lock();
        let level = self.level.get();
        let there = litres.min(level);
        self.level.set(level - there);
        there
    }

    /// How many litres are in the tank now.
    pub fn level(&self) -> u32 {
        let _guard = self.outlet.lock();
        self.level.get()
    }
}
