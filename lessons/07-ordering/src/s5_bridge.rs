//! Stage 5: each driver raises a hand and then looks at the other's.

use crate::sync::atomic::{AtomicBool, Ordering};

// ANCHOR: bridge
/// A bridge for one car, and two drivers who approach it from opposite ends.
#[derive(Default)]
pub struct Bridge {
    left: AtomicBool,
    right: AtomicBool,
}

/// The orderings of one crossing: parameters, so that several can be tried.
#[derive(Clone, Copy)]
pub struct Crossing {
    /// For raising the driver's own hand.
    pub raise: Ordering,
    /// For looking at the other hand.
    pub look: Ordering,
}

impl Bridge {
    /// The left driver raises a hand, and may go if the right hand is down.
    pub fn left_may_go(&self, with: Crossing) -> bool {
        self.left.store(true, with.raise);
        !self.right.load(with.look)
    }

    /// The right driver raises a hand, and may go if the left hand is down.
    pub fn right_may_go(&self, with: Crossing) -> bool {
        self.right.store(true, with.raise);
        !self.left.load(with.look)
    }
}
// ANCHOR_END: bridge
