//! Stage 2: a lock that readers share, but not past a writer who waits.

use crate::sync::{Condvar, Mutex};

/// Many threads may hold it to read, or one to write. Waiting writers go before new readers.
#[derive(Default)]
pub struct RwLock {
    state: Mutex<State>,
    /// Notified when the lock may have become free for a waiter.
    changed: Condvar,
}

// ANCHOR: state
#[derive(Default)]
struct State {
    /// How many readers hold the lock.
    readers: usize,
    /// Whether a writer holds it. Then there are no readers.
    writing: bool,
    /// How many writers wait for it. While there are any, no reader comes in.
    writers_waiting: usize,
}
// ANCHOR_END: state

/// While there is one, its thread may read.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a> {
    lock: &'a RwLock,
}

/// While there is one, its thread may write, and no other thread has a guard.
#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a> {
    lock: &'a RwLock,
}

// ANCHOR: acquire
impl RwLock {
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
}
// ANCHOR_END: acquire

impl RwLock {
    /// Reads only if that needs no wait.
    pub fn try_read(&self) -> Option<ReadGuard<'_>> {
        let mut state = self.state.lock().unwrap();
        if state.writing || state.writers_waiting > 0 {
            return None;
        }
        state.readers += 1;
        Some(ReadGuard { lock: self })
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        // ANCHOR: last-reader
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            // A reader may wait now, too, behind the writers. Waking one thread could wake the wrong one.
            self.lock.changed.notify_all();
        }
        // ANCHOR_END: last-reader
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.changed.notify_all();
    }
}
