//! rejected: assertion — no point in time lies `Duration::MAX` ahead, so its deadline makes it panic
//! by: a_writer_with_endless_patience_waits_as_long_as_it_takes

use std::time::Duration;

use interleave::sync::{Condvar, Mutex};
use interleave::time::Instant;

/// Many threads may hold it to read, or one to write. Waiting writers go before new readers.
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
    /// How many writers wait for it. While there are any, no reader comes in.
    writers_waiting: usize,
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
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = self.state.lock().unwrap();
        while state.writing || state.writers_waiting > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    /// Waits, asleep, while any other thread holds the lock.
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

    /// The same, but gives up when `patience` has passed.
    pub fn write_timeout(&self, patience: Duration) -> Option<WriteGuard<'_>> {
        let deadline = Instant::now() + patience;
        let mut state = self.state.lock().unwrap();
        state.writers_waiting += 1;
        while state.writing || state.readers > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.writers_waiting -= 1;
                // Readers may have waited only for this writer.
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
    /// Another guard for a thread that has one. Never waits.
    pub fn again(&self) -> ReadGuard<'a> {
        // This guard keeps writers out, whether they wait or not.
        self.lock.state.lock().unwrap().readers += 1;
        ReadGuard { lock: self.lock }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            // Readers may wait now as well, behind the writers, so waking one thread could wake the wrong one.
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
