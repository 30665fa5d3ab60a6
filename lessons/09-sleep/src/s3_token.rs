//! Stage 3: what a park token is made of. It is a number, and an address to sleep on.

// ANCHOR: token
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// There is no token.
const EMPTY: u32 = 0;
/// There is a token: the next `park` returns at once.
const NOTIFIED: u32 = 1;

/// A token that one thread can sleep for.
#[derive(Default)]
pub struct Token {
    /// [`EMPTY`] or [`NOTIFIED`].
    state: AtomicU32,
}

impl Token {
    /// Sleeps until the token is there, and takes it.
    pub fn park(&self) {
        // Acquire: pairs with the swap in `unpark`.
        while self.state.swap(EMPTY, Acquire) == EMPTY {
            futex::wait(&self.state, EMPTY);
        }
    }

    /// Leaves the token, and wakes the thread that sleeps for it. Two are no more than one.
    pub fn unpark(&self) {
        // Release: pairs with the swap in `park`.
        if self.state.swap(NOTIFIED, Release) == EMPTY {
            futex::wake_one(&self.state);
        }
    }
}
// ANCHOR_END: token
