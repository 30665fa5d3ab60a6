//! right: a `SeqCst` fence between raising and looking, and the signals are an acquire and release pair

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
    fence,
};

/// An end of the tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where the sun rises.
    East,
    /// Where it sets.
    West,
}

/// A tunnel for one train at a time. One thread works at each end.
#[derive(Default)]
pub struct Tunnel {
    /// Whether the signal at the east end is up.
    east: AtomicBool,
    /// Whether the signal at the west end is up.
    west: AtomicBool,
}

impl Tunnel {
    /// Sends a train in from this end if the signal at the other end is down, and returns whether it did. Never waits.
    pub fn try_enter(&self, end: End) -> bool {
        let (mine, other) = self.signals(end);
        // SeqCst: of the two fences, the load after the second one sees the store before the first one.
        mine.store(true, Relaxed);
        fence(SeqCst);
        // Acquire: pairs with the store that lowered the signal.
        if other.load(Acquire) {
            // Release: pairs with a look, and passes on what this end did in the tunnel before.
            mine.store(false, Release);
            return false;
        }
        true
    }

    /// The train that was sent in from this end is out again.
    pub fn leave(&self, end: End) {
        let (mine, _) = self.signals(end);
        // Release: pairs with a look.
        mine.store(false, Release);
    }

    /// The signal at this end, and the one at the other end.
    fn signals(&self, end: End) -> (&AtomicBool, &AtomicBool) {
        match end {
            End::East => (&self.east, &self.west),
            End::West => (&self.west, &self.east),
        }
    }
}
