//! rejected: assertion — a writer that was woken in vain gives up at once
//! by: a_reader_does_not_pass_a_writer_that_waits_for_a_writer, a_reader_does_not_pass_a_writer_that_waits_for_readers, a_writer_gives_up_exactly_when_its_patience_has_passed, a_writer_is_alone_and_readers_share, a_writer_with_endless_patience_waits_as_long_as_it_takes

use std::time::Duration;

use interleave::sync::{Condvar, Mutex};
use interleave::time::Instant;

#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    changed: Condvar,
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
            state = self.changed.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        state.writers_waiting += 1;
        while state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
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
                self.changed.notify_all();
                return None;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
            if state.writing || state.readers > 0 {
                state.writers_waiting -= 1;
                self.changed.notify_all();
                return None;
            }
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
            self.lock.changed.notify_all();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.changed.notify_all();
    }
}
