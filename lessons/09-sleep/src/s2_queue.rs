//! Stage 2: looking at the lock and joining the queue are one step.

use std::collections::VecDeque;

use crate::sync::Mutex;
use crate::thread::{self, Thread};

// ANCHOR: lock
/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether somebody holds the lock.
    locked: bool,
    /// Who sleeps, or is about to, and wants to be woken. Nobody is in it twice.
    waiting: VecDeque<Thread>,
}
// ANCHOR_END: lock

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and takes it.
    pub fn acquire(&self) {
        while !self.take_or_join() {
            thread::park();
        }
    }

    /// Takes the lock if it is free, or joins the queue. Says whether it took the lock.
    fn take_or_join(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        // Whoever woke for no reason is still in the queue.
        state.waiting.retain(|thread| thread.id() != me.id());
        if state.locked {
            state.waiting.push_back(me);
            return false;
        }
        state.locked = true;
        true
    }
    // ANCHOR_END: acquire

    // ANCHOR: release
    /// Frees the lock, and wakes the first who waits for it.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.locked = false;
        let first = state.waiting.pop_front();
        // Whoever wakes wants this lock at once.
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
    // ANCHOR_END: release

    /// Whether somebody holds the lock now. It may be over when the caller reads the answer.
    pub fn locked(&self) -> bool {
        self.state.lock().unwrap().locked
    }
}
