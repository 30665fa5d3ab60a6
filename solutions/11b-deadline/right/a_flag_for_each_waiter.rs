//! right: each waiter has a flag that says that the lock is its own

use std::collections::VecDeque;

use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::sync::{Arc, Mutex};
use interleave::thread::{self, Thread};
use interleave::time::{Duration, Instant};

/// A lock that one thread at a time can hold: first come, first served. Its holder must not acquire it again.
#[derive(Default)]
pub struct FairLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether a thread holds the lock. `release` hands it to the first waiter, which may still be asleep.
    held: bool,
    /// The threads that wait, in the order in which they came.
    waiting: VecDeque<Arc<Waiter>>,
}

struct Waiter {
    thread: Thread,
    /// Set under the inner lock, when the waiter has become the holder.
    called: AtomicBool,
}

impl FairLock {
    /// Waits until it's the calling thread's turn, and acquires the lock.
    pub fn acquire(&self) {
        let Some(waiter) = self.acquire_or_join() else { return };
        // Acquire: pairs with the store in `release`.
        while !waiter.called.load(Acquire) {
            thread::park();
        }
    }

    /// Waits for its turn as `acquire` does, but gives up after `limit`. Returns whether it acquired the lock.
    pub fn acquire_for(&self, limit: Duration) -> bool {
        let start = Instant::now();
        let Some(waiter) = self.acquire_or_join() else { return true };
        // Acquire: pairs with the store in `release`.
        while !waiter.called.load(Acquire) {
            let left = limit.saturating_sub(start.elapsed());
            if left.is_zero() {
                let mut state = self.state.lock().unwrap();
                state.waiting.retain(|other| !Arc::ptr_eq(other, &waiter));
                return waiter.called.load(Acquire);
            }
            thread::park_timeout(left);
        }
        true
    }

    /// Releases the lock: hands it to the first thread in the queue, and wakes that thread.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        let next = state.waiting.pop_front();
        state.held = next.is_some();
        if let Some(next) = &next {
            // Release: pairs with the loads of the waiter.
            next.called.store(true, Release);
        }
        drop(state);
        if let Some(next) = next {
            next.thread.unpark();
        }
    }

    /// Acquires the lock if it is free, or joins the queue. Returns whether it acquired the lock.
    fn acquire_or_join(&self) -> Option<Arc<Waiter>> {
        let mut state = self.state.lock().unwrap();
        if state.held {
            let waiter =
                Arc::new(Waiter { thread: thread::current(), called: AtomicBool::new(false) });
            state.waiting.push_back(waiter.clone());
            return Some(waiter);
        }
        state.held = true;
        None
    }
}
