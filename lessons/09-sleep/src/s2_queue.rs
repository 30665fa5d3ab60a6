//! Stage 2: checking the lock and joining the queue are one step.

use std::collections::VecDeque;

use crate::sync::Mutex;
use crate::thread::{self, Thread};

// ANCHOR: lock
/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Held for a few steps at a time. No thread sleeps while it holds this lock.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether a thread holds the lock.
    locked: bool,
    /// The threads that sleep, or are about to. No thread appears twice.
    waiting: VecDeque<Thread>,
}
// ANCHOR_END: lock

impl BinaryLock {
    // ANCHOR: acquire
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        while !self.acquire_or_join() {
            thread::park();
        }
    }

    /// Acquires the lock if it is free, or joins the queue. Returns whether it acquired the lock.
    fn acquire_or_join(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        // A thread that woke for no reason is still in the queue.
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
    /// Releases the lock and wakes the first thread in the queue.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.locked = false;
        let first = state.waiting.pop_front();
        // The woken thread needs the inner lock straight away.
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
    // ANCHOR_END: release

    /// Whether a thread holds the lock. The answer may be out of date by the time you read it.
    pub fn locked(&self) -> bool {
        self.state.lock().unwrap().locked
    }
}
