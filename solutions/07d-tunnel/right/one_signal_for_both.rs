//! right: one atomic says which end has the tunnel, and an exchange takes it

use interleave::sync::atomic::{
    AtomicU8,
    Ordering::{Acquire, Relaxed, Release},
};

/// An end of the tunnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Where the sun rises.
    East,
    /// Where it sets.
    West,
}

/// No train is in the tunnel.
const EMPTY: u8 = 0;

/// A tunnel for one train at a time. One thread works at each end.
#[derive(Default)]
pub struct Tunnel {
    /// `EMPTY`, or the number of the end that has a train in the tunnel.
    inside: AtomicU8,
}

impl Tunnel {
    /// Sends a train in from this end if the tunnel is empty, and returns whether it did. Never waits.
    pub fn try_enter(&self, end: End) -> bool {
        // Acquire: pairs with the store in `leave`. Relaxed: a failed exchange has taken nothing.
        self.inside.compare_exchange(EMPTY, end as u8 + 1, Acquire, Relaxed).is_ok()
    }

    /// The train that was sent in from this end is out again.
    pub fn leave(&self, _end: End) {
        // Release: pairs with the exchange in `try_enter`.
        self.inside.store(EMPTY, Release);
    }
}
