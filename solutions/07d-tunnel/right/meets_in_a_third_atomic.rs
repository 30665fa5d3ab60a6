//! right: between the raise and the look, both ends pass one common atomic with AcqRel

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
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
    east: AtomicBool,
    west: AtomicBool,
    line: AtomicU32,
}

impl Tunnel {
    /// Sends a train in from this end if the signal at the other end is down, and returns whether it did. Never waits.
    pub fn try_enter(&self, end: End) -> bool {
        let (mine, other) = self.signals(end);
        mine.store(true, Relaxed);
        self.line.fetch_add(1, AcqRel);
        if other.load(Acquire) {
            mine.store(false, Release);
            return false;
        }
        true
    }

    /// The train that was sent in from this end is out again.
    pub fn leave(&self, end: End) {
        let (mine, _) = self.signals(end);
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
