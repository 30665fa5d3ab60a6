//! Stage 3: what a park token is made of. It is a number, and an address to sleep on.

// ANCHOR: token
use crate::futex;
use crate::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Release},
};

/// No token is there.
const EMPTY: u32 = 0;
/// A token is there: the next `park` returns at once.
const NOTIFIED: u32 = 1;

/// A token for which one thread can sleep.
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

    /// Leaves the token, and wakes whoever sleeps for it. Two are no more than one.
    pub fn unpark(&self) {
        // Release: pairs with the swap in `park`.
        if self.state.swap(NOTIFIED, Release) == EMPTY {
            futex::wake_one(&self.state);
        }
    }
}
// ANCHOR_END: token
