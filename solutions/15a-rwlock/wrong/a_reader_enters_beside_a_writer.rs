//! rejected: assertion — `read` doesn't wait
//! by: a_writer_is_alone, each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it (data race), the_lock_hands_on_what_was_done_under_it (data race), waiting_threads_sleep

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    released: Condvar,
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
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers > 0 {
            state = self.released.wait(state).unwrap();
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
            self.lock.released.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.released.notify_all();
    }
}
