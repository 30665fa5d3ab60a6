//! A stack without a lock, whose `pop` doesn't notice that the top was taken away and put back.

use crate::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Relaxed, Release},
};

/// Below the last number. It's one too many for an index.
const NONE: usize = 2;

// ANCHOR: stack
/// A stack of the numbers 0 and 1, with 0 on top.
pub struct Stack {
    top: AtomicUsize,
    below: [AtomicUsize; 2],
}

impl Stack {
    /// Takes the top number away.
    pub fn pop(&self) -> Option<usize> {
        loop {
            // Acquire: pairs with the exchange in `push`.
            let top = self.top.load(Acquire);
            if top == NONE {
                return None;
            }
            let below = self.below[top].load(Relaxed);
            // The top is still the same number. Is it still the same stack?
            if self.top.compare_exchange(top, below, Acquire, Acquire).is_ok() {
                return Some(top);
            }
        }
    }
    // ANCHOR_END: stack

    /// Puts a number on top that isn't on the stack.
    pub fn push(&self, number: usize) {
        loop {
            let top = self.top.load(Relaxed);
            self.below[number].store(top, Relaxed);
            // Release: pairs with the load in `pop`.
            if self.top.compare_exchange(top, number, Release, Relaxed).is_ok() {
                return;
            }
        }
    }
}

impl Default for Stack {
    fn default() -> Self {
        Stack { top: AtomicUsize::new(0), below: [AtomicUsize::new(1), AtomicUsize::new(NONE)] }
    }
}
