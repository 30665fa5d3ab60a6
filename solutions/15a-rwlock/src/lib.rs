//! A read-write lock.

use interleave::sync::{Condvar, Mutex};

/// Many threads may hold it to read, or one to write.
#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    /// Notified when a waiter may be able to go in.
    released: Condvar,
}

#[derive(Default)]
struct State {
    /// How many readers hold the lock.
    readers: usize,
    /// Whether a writer holds it. Then there are no readers.
    writing: bool,
}

/// While there is one, its thread may read.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a> {
    lock: &'a ReadWriteLock,
}

/// While there is one, its thread may write, and no other thread has a guard.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a> {
    lock: &'a ReadWriteLock,
}

impl ReadWriteLock {
    /// Waits, asleep, while a writer holds the lock.
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing {
            state = self.released.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    /// Waits, asleep, while any other thread holds the lock.
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
            // While there are readers, only writers wait, and one of them can go in.
            self.lock.released.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        // All waiting readers can go in.
        self.lock.released.notify_all();
    }
}
