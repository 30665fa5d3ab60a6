//! rejected: lost_wakeup — the name of a thread that got up for no reason stays on the list, and the call goes there
//! by: a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), neither_of_two_sleeping_threads_is_forgotten, none_of_three_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread (assertion)

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
