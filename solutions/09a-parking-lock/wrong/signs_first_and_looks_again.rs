//! rejected: lost_wakeup — whoever signs and then gets in leaves a name behind that is called in vain
//! by: ?

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool,
    Ordering::{Acquire, Release},
};
use interleave::thread::{self, Thread};

#[derive(Default)]
pub struct ParkingLock {
    busy: AtomicBool,
    list: Mutex<VecDeque<Thread>>,
}

impl ParkingLock {
    pub fn acquire(&self) {
        loop {
            self.list.lock().unwrap().push_back(thread::current());
            if !self.busy.swap(true, Acquire) {
                return;
            }
            thread::park();
        }
    }

    pub fn release(&self) {
        self.busy.store(false, Release);
        let first = self.list.lock().unwrap().pop_front();
        if let Some(first) = first {
            first.unpark();
        }
    }
}
