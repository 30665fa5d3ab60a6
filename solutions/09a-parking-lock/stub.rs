//! A lock whose waiters sleep, and some of them for ever.

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::thread::{self, Thread};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    /// Whether somebody is at the laser cutter.
    busy: AtomicBool,
    /// The list at the door: who wants to be called.
    list: Mutex<VecDeque<Thread>>,
}

impl ParkingLock {
    /// Waits until the lock is free, asleep, and takes it.
    // TODO: somebody may come out between the look and the list.
    pub fn acquire(&self) {
        while self.busy.swap(true, Acquire) {
            self.list.lock().unwrap().push_back(thread::current());
            thread::park();
        }
    }

    /// Frees the lock, and calls the first on the list, if anybody is.
    // TODO: does whoever is called still want to come? And if not, who sleeps on?
    pub fn release(&self) {
        self.busy.store(false, Release);
        let first = self.list.lock().unwrap().pop_front();
        if let Some(first) = first {
            first.unpark();
        }
    }
}
