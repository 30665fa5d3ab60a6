//! rejected: assertion — with a patience of zero, a free lock isn't taken
//! by: a_holder_that_panics_releases_the_lock, a_reader_does_not_pass_a_writer_that_waits_for_a_writer, a_reader_does_not_pass_a_writer_that_waits_for_readers, a_reader_waits_for_all_writers_that_wait, a_writer_gives_up_exactly_when_its_patience_has_passed, a_writer_is_alone_and_readers_share, a_writer_that_gave_up_leaves_the_other_one_waiting, a_writer_with_endless_patience_waits_as_long_as_it_takes, again_never_waits_and_counts_like_any_other_guard, all_who_wait_for_a_writer_get_in, locks_do_not_know_of_each_other, two_writers_that_gave_up_do_not_count

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
        if patience.is_zero() {
            return None;
        }
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
