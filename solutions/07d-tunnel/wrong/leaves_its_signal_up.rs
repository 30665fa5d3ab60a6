//! rejected: assertion — a train that gave way keeps the other end out
//! by: after_the_last_train_each_end_can_send_another, try_enter_fails_while_the_other_train_is_in

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Release, SeqCst},
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
    /// Sends a train in from this end if the signal at the other end is down, and says whether it did. Never waits.
    pub fn try_enter(&self, end: End) -> bool {
        let (mine, other) = self.signals(end);
        // SeqCst, here and below: of the two who raise and then look, the second one in their common order must not
        // miss what the first one has stored. A look that finds the signal down pairs with the store that lowered it.
        mine.store(true, SeqCst);
        if other.load(SeqCst) {
            // Release: pairs with a look. Whoever reads this has to see what was done in the tunnel before.
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
