//! rejected: assertion — that there are readers is a `bool`
//! by: a_writer_is_alone, a_writer_waits_for_the_last_reader_whichever_that_is, each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it (data race)

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    released: Condvar,
}

#[derive(Default)]
struct State {
    readers: bool,
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
            state = self.released.wait(state).unwrap();
        }
        state.readers = true;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers {
            state = self.released.wait(state).unwrap();
        }
        state.writing = true;
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers = false;
        if !state.readers {
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
