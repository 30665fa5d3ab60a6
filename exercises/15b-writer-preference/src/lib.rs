//! A read-write lock on which readers pass a waiting writer.

use std::time::Duration;

use interleave::sync::{Condvar, Mutex};
use interleave::time::Instant;

/// Many threads may hold it to read, or one to write.
#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    /// Notified when a waiter may be able to go in.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How many readers hold the lock.
    readers: usize,
    /// Whether a writer holds it. Then there are no readers.
    writing: bool,
    // TODO: say more.
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
    /// Waits, asleep, while a writer holds the lock or waits for it.
    // TODO: wait for waiting writers, too.
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing {
            state = self.changed.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    /// Waits, asleep, while any other thread holds the lock.
    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.writing = true;
        WriteGuard { lock: self }
    }

    /// The same, but gives up when `patience` has passed.
    // TODO: once it counts as waiting, it must stop doing so when it gives up.
    pub fn write_timeout(&self, patience: Duration) -> Option<WriteGuard<'_>> {
        let start = Instant::now();
        let mut state = self.state.lock().unwrap();
        while state.writing || state.readers > 0 {
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() {
                return None;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
        state.writing = true;
        Some(WriteGuard { lock: self })
    }
}

impl<'a> ReadGuard<'a> {
    /// Another guard for a thread that has one. Never waits.
    // TODO: keep it so.
    pub fn again(&self) -> ReadGuard<'a> {
        self.lock.read()
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            // Only writers wait while there are readers, and one of them can go in.
            // TODO: is that still so?
            self.lock.changed.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.changed.notify_all();
    }
}
