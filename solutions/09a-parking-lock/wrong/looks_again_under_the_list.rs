//! rejected: lost_wakeup — the name of somebody who got up for no reason stays on the list, and the call goes there
//! by: of_two_on_the_sofa_nobody_sleeps_on, whoever_comes_out_calls_one (assertion), however_often_somebody_is_overtaken_they_wait

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
        while self.busy.swap(true, Acquire) {
            let mut list = self.list.lock().unwrap();
            if !self.busy.swap(true, Acquire) {
                return;
            }
            list.push_back(thread::current());
            drop(list);
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
