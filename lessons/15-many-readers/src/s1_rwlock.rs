//! Stage 1: a lock that readers share.

use crate::sync::{Condvar, Mutex};

// ANCHOR: state
/// Many threads may hold it to read, or one to write.
#[derive(Default)]
pub struct RwLock {
    state: Mutex<State>,
    /// Notified when the lock may have become free for a waiter.
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// How many readers hold the lock.
    readers: usize,
    /// Whether a writer holds it. Then there are no readers.
    writing: bool,
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
    /// Waits, asleep, while a writer holds the lock.
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
}
// ANCHOR_END: acquire

// ANCHOR: release
impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            // Only writers wait while there are readers, and one of them can go.
            self.lock.changed.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        // Readers may wait as well as writers, and all of the readers can go.
        self.lock.changed.notify_all();
    }
}
// ANCHOR_END: release
