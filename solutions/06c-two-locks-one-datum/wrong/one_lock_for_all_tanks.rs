//! rejected: assertion — nothing is lost, but all the tanks of the world wait for each other
//! by: two_tanks_do_not_share_a_lock

use interleave::cell::Cell;
use interleave::sync::Mutex;

static VALVE: Mutex<()> = Mutex::new(());

pub struct Tank {
    capacity: u32,
    level: Cell<u32>,
}

// SAFETY: every method takes the lock.
unsafe impl Sync for Tank {}

impl Tank {
    pub fn new(capacity: u32, level: u32) -> Self {
        assert!(level <= capacity, "{level} litres do not fit in a tank for {capacity}");
        Tank { capacity, level: Cell::new(level) }
    }

    pub fn fill(&self, litres: u32) -> u32 {
        let _guard = VALVE.lock().unwrap();
        let level = self.level.get();
        let fits = litres.min(self.capacity - level);
        self.level.set(level + fits);
        fits
    }

    pub fn draw(&self, litres: u32) -> u32 {
        let _guard = VALVE.lock().unwrap();
        let level = self.level.get();
        let there = litres.min(level);
        self.level.set(level - there);
        there
    }

    pub fn level(&self) -> u32 {
        let _guard = VALVE.lock().unwrap();
        self.level.get()
    }
}
