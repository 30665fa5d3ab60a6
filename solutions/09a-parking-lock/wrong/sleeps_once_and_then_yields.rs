//! rejected: assertion — a thread that was woken for nothing yields in a loop
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, a_thread_woken_for_nothing_sleeps_again

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Relaxed, Release},
};
use interleave::thread::{self, Thread};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    /// Changed to `false` only under the list's lock.
    busy: AtomicBool,
    list: Mutex<VecDeque<Thread>>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let me = thread::current();
        {
            let mut list = self.list.lock().unwrap();
            if !self.busy.swap(true, Acquire) {
                return;
            }
            list.push_back(me.clone());
        }
        thread::park();
        self.list.lock().unwrap().retain(|thread| thread.id() != me.id());
        // Awake now, so it cannot be long.
        while self.busy.swap(true, Acquire) {
            while self.busy.load(Relaxed) {
                thread::yield_now();
            }
        }
    }

    /// Frees the lock, and calls the first on the list, if anybody is.
    pub fn release(&self) {
        let first = {
            let mut list = self.list.lock().unwrap();
            self.busy.store(false, Release);
            list.pop_front()
        };
        if let Some(first) = first {
            first.unpark();
        }
    }
}
