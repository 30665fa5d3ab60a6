//! rejected: assertion — leaving lowers both signals, and an end that gives way at that moment raises its own again
//! by: after_the_last_train_each_end_can_send_another

use interleave::sync::atomic::{
    AtomicU8,
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
    /// One bit for each signal.
    up: AtomicU8,
}

impl Tunnel {
    /// Sends a train in from this end if the signal at the other end is down, and returns whether it did. Never waits.
    pub fn try_enter(&self, end: End) -> bool {
        let (mine, other) = Self::bits(end);
        if self.up.fetch_or(mine, AcqRel) & other != 0 {
            self.up.fetch_xor(mine, Release);
            return false;
        }
        true
    }

    /// The train that was sent in from this end is out again.
    pub fn leave(&self, end: End) {
        let _ = end;
        self.up.store(0, Release);
    }

    fn bits(end: End) -> (u8, u8) {
        match end {
            End::East => (1, 2),
            End::West => (2, 1),
        }
    }
}
