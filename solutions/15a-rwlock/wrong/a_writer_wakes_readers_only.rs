//! rejected: lost_wakeup — readers and writers have a condvar each, and a writer who leaves forgets the writers
//! by: a_holder_that_panics_releases_the_lock, a_thread_sleeps_again_however_often_it_is_woken_in_vain (assertion), a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another, a_writer_is_alone, all_who_wait_for_a_reader_get_in, all_who_wait_for_a_writer_get_in, locks_do_not_know_of_each_other, the_lock_hands_on_what_was_done_under_it

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    for_readers: Condvar,
    for_writers: Condvar,
}

#[derive(Default)]
struct State {
    readers: usize,
    writing: bool,
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a> {
    lock: &'a ReadWriteLock,
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a> {
    lock: &'a ReadWriteLock,
}

impl ReadWriteLock {
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing {
            state = self.for_readers.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers > 0 {
            state = self.for_writers.wait(state).unwrap();
        }
        state.writing = true;
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            self.lock.for_writers.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.for_readers.notify_all();
    }
}
