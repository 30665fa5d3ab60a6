//! A lock whose waiting threads sleep, some of them forever.

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
    /// Whether a thread holds the lock: whether the cutter is busy.
    busy: AtomicBool,
    /// The list at the door: the threads to be called.
    list: Mutex<VecDeque<Thread>>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    // TODO: another thread may release between the look and the list.
    pub fn acquire(&self) {
        while self.busy.swap(true, Acquire) {
            self.list.lock().unwrap().push_back(thread::current());
            thread::park();
        }
    }

    /// Releases the lock, and wakes the first thread on the list, if there is one.
    // TODO: is the thread that is called still waiting? If not, which one stays asleep?
    pub fn release(&self) {
        self.busy.store(false, Release);
        let first = self.list.lock().unwrap().pop_front();
        if let Some(first) = first {
            first.unpark();
        }
    }
}
