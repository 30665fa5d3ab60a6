//! Stage 1: a thread that finds the lock held joins a queue and parks. Sometimes forever.

use std::collections::VecDeque;

use crate::sync::Mutex;
use crate::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use crate::thread::{self, Thread};

// ANCHOR: too-late
/// A lock whose waiters sleep, some of them forever.
#[derive(Default)]
pub struct BinaryLock {
    /// Whether a thread holds the lock.
    locked: AtomicBool,
    /// The threads that want to be woken.
    waiting: Mutex<VecDeque<Thread>>,
}

impl BinaryLock {
    /// Waits until the lock is free, and acquires it.
    pub fn acquire(&self) {
        // Acquire: pairs with the store in `release`.
        while self.locked.swap(true, Acquire) {
            self.waiting.lock().unwrap().push_back(thread::current());
            thread::park();
        }
    }

    /// Releases the lock and wakes the first thread in the queue.
    pub fn release(&self) {
        // Release: pairs with the swap in `acquire`.
        self.locked.store(false, Release);
        let first = self.waiting.lock().unwrap().pop_front();
        if let Some(first) = first {
            first.unpark();
        }
    }
}
// ANCHOR_END: too-late
