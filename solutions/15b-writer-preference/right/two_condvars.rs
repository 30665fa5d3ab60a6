//! right: readers and writers have a condvar each; a writer that gives up passes its wakeup on

use std::time::Duration;

use interleave::sync::{Condvar, Mutex};
use interleave::time::Instant;

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
    writers_waiting: usize,
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
        while state.writing || state.writers_waiting > 0 {
            state = self.for_readers.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        state.writers_waiting += 1;
        while state.writing || state.readers > 0 {
            state = self.for_writers.wait(state).unwrap();
        }
        state.writers_waiting -= 1;
        state.writing = true;
        WriteGuard { lock: self }
    }

    pub fn write_timeout(&self, patience: Duration) -> Option<WriteGuard<'_>> {
        let start = Instant::now();
        let mut state = self.state.lock().unwrap();
        state.writers_waiting += 1;
        while state.writing || state.readers > 0 {
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() {
                state.writers_waiting -= 1;
                if state.writers_waiting == 0 {
                    self.for_readers.notify_all();
                } else {
                    self.for_writers.notify_one();
                }
                return None;
            }
            state = self.for_writers.wait_timeout(state, left).unwrap().0;
        }
        state.writers_waiting -= 1;
        state.writing = true;
        Some(WriteGuard { lock: self })
    }
}

impl<'a> ReadGuard<'a> {
    pub fn again(&self) -> ReadGuard<'a> {
        self.lock.state.lock().unwrap().readers += 1;
        ReadGuard { lock: self.lock }
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
        let mut state = self.lock.state.lock().unwrap();
        state.writing = false;
        if state.writers_waiting > 0 {
            self.lock.for_writers.notify_one();
        } else {
            self.lock.for_readers.notify_all();
        }
    }
}
