//! Stage 4: a waiter that gives up leaves the queue, and looks once more as it leaves.

use std::collections::VecDeque;

use crate::sync::Mutex;
use crate::thread::{self, Thread};
use crate::time::{Duration, Instant};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct BinaryLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether a thread holds the lock.
    locked: bool,
    /// The threads that sleep, or are about to. No thread appears twice.
    waiting: VecDeque<Thread>,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        while !self.acquire_or_join() {
            thread::park();
        }
    }

    /// Waits until the lock is free and acquires it, or gives up after `limit`. Returns whether it acquired the lock.
    pub fn acquire_for(&self, limit: Duration) -> bool {
        let start = Instant::now();
        while !self.acquire_or_join() {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                return self.acquire_or_leave();
            }
            thread::park_timeout(left);
        }
        true
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

    // ANCHOR: leave
    /// Acquires the lock if it is free, or leaves the queue. Returns whether it acquired the lock.
    fn acquire_or_leave(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        state.waiting.retain(|thread| thread.id() != me.id());
        if state.locked {
            return false;
        }
        // A release may have woken this thread, and no other, just as its time ran out.
        state.locked = true;
        true
    }
    // ANCHOR_END: leave

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
}
