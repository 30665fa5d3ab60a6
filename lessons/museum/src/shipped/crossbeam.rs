//! A channel amid its first message. Its last receiver frees the first block, and so does the channel's end.

use crate::hint;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};

// ANCHOR: channel
const NONE: u32 = 0;
const BLOCK: u32 = 1;

/// A channel amid its first message: the block is there, and a message is in it.
/// Only the front doesn't lead to it yet.
#[derive(Default)]
pub struct Channel {
    /// The front: where a receiver finds the first block.
    front: AtomicU32,
    /// How often the block was freed.
    freed: AtomicU32,
}

impl Channel {
    /// The sender that made the block lets the front lead to it.
    pub fn link(&self) {
        // Release: pairs with the receiver's looks at the front.
        self.front.store(BLOCK, Release);
    }

    /// The last receiver leaves: it frees the block, with the message in it.
    pub fn discard(&self) {
        // Takes the block away, so that it isn't freed again.
        // AcqRel: pairs with the store in `link`.
        let mut block = self.front.swap(NONE, AcqRel);
        // There is a message, so a block will come.
        while block == NONE {
            hint::spin_loop();
            block = self.front.load(Acquire);
        }
        self.free();
    }

    /// The last handle is gone, and the channel with it.
    /// Returns how often the block was freed.
    pub fn end(self) -> u32 {
        if self.front.load(Acquire) == BLOCK {
            self.free();
        }
        self.freed.into_inner()
    }

    fn free(&self) {
        // Relaxed: it's read when all threads have left.
        self.freed.fetch_add(1, Relaxed);
    }
}
// ANCHOR_END: channel
