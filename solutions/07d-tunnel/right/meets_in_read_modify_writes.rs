//! right: raises and looks with read-modify-writes, which see the newest value and hand on in both directions

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{AcqRel, Release},
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
        // Acquire and Release, here and below: the later of the two looks reads what the other end's look or store left.
        mine.swap(true, AcqRel);
        if other.fetch_or(false, AcqRel) {
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
