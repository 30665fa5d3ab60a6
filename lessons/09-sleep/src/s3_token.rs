//! Stage 3: what a park token is made of: a number that a thread can sleep on.

// ANCHOR: token
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// There is no token.
const EMPTY: u32 = 0;
/// There is a token: the next `park` returns immediately.
const NOTIFIED: u32 = 1;

/// A token that one thread can wait for.
#[derive(Default)]
pub struct Token {
    /// [`EMPTY`] or [`NOTIFIED`].
    state: AtomicU32,
}

impl Token {
    /// Sleeps until the token is there and takes it.
    pub fn park(&self) {
        // Acquire: pairs with the swap in `unpark`.
        while self.state.swap(EMPTY, Acquire) == EMPTY {
            futex::wait(&self.state, EMPTY);
        }
    }

    /// Leaves the token and wakes the thread that waits for it. Two calls leave just one.
    pub fn unpark(&self) {
        // Release: pairs with the swap in `park`.
        if self.state.swap(NOTIFIED, Release) == EMPTY {
            futex::wake_one(&self.state);
        }
    }
}
// ANCHOR_END: token
