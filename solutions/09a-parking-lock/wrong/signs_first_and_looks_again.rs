//! rejected: lost_wakeup — a thread that signs and then gets in leaves a name behind that is called for nothing
//! by: a_thread_sleeps_again_however_often_it_is_overtaken (assertion), a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), at_most_one_holds_the_lock_when_both_come_twice, at_most_one_thread_holds_the_lock, neither_of_two_sleeping_threads_is_forgotten, no_thread_sleeps_while_the_lock_is_free, no_unpark_when_no_thread_waits (assertion), none_of_three_sleeping_threads_is_forgotten, release_unparks_at_most_one_thread (assertion), the_first_thread_on_the_list_is_unparked_first (assertion), the_lock_passes_on_what_was_done_under_it, two_locks_are_independent

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
