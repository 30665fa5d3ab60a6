//! A fork, which one philosopher at a time has in hand. Leave it as it is.

use interleave::sync::{Mutex, MutexGuard};

/// A fork. It counts how often it was picked up.
pub struct Fork {
    times: Mutex<u32>,
}

/// The fork is in hand as long as this lives, and is put back when it is dropped.
#[must_use = "a fork that is not kept in hand is put back immediately"]
pub struct InHand<'a> {
    _times: MutexGuard<'a, u32>,
}

impl Fork {
    /// A fork on the table.
    pub fn new() -> Self {
        Fork { times: Mutex::new(0) }
    }

    /// Sleeps until the fork is on the table, and picks it up.
    pub fn pick_up(&self) -> InHand<'_> {
        let mut times = self.times.lock().unwrap();
        *times += 1;
        InHand { _times: times }
    }

    /// Picks up the fork if it is on the table.
    pub fn try_pick_up(&self) -> Option<InHand<'_>> {
        let mut times = self.times.try_lock().ok()?;
        *times += 1;
        Some(InHand { _times: times })
    }

    /// How often it was picked up. Waits until it is on the table.
    pub fn times(&self) -> u32 {
        *self.times.lock().unwrap()
    }
}

impl Default for Fork {
    fn default() -> Self {
        Fork::new()
    }
}
