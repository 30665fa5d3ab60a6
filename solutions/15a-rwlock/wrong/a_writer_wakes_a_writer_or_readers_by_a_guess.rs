//! rejected: lost_wakeup — a writer who leaves wakes a writer and one reader
//! by: a_writer_is_alone, all_who_wait_for_a_writer_get_in, each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it, readers_that_waited_for_a_writer_can_be_inside_together, six_readers_that_waited_for_a_writer_can_be_inside_together

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
        self.lock.for_writers.notify_one();
        self.lock.for_readers.notify_one();
    }
}
