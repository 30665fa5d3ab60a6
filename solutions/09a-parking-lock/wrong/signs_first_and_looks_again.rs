//! rejected: lost_wakeup — whoever signs and then gets in leaves a name behind that is called in vain
//! by: nobody_sleeps_while_the_cutter_is_free, at_most_one_is_at_the_cutter, at_most_one_is_there_when_they_come_twice, of_two_on_the_sofa_nobody_sleeps_on, what_one_has_made_the_next_one_finds, whoever_comes_out_calls_one (assertion), whoever_has_been_on_the_list_longest_is_called_first (assertion), however_often_somebody_is_overtaken_they_wait, a_call_is_not_needed_when_nobody_waits (assertion), each_cutter_has_a_list_of_its_own

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
