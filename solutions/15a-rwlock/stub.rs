//! A read-write lock that lets only one reader in.

use interleave::sync::{Condvar, Mutex};

/// Many threads may hold it to read, or one to write.
#[derive(Default)]
pub struct ReadWriteLock {
    // TODO: this doesn't say enough.
    is_held: Mutex<bool>,
    /// Notified when the lock was released.
    released: Condvar,
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
    // TODO: don't wait for other readers.
    pub fn read(&self) -> ReadGuard<'_> {
        let mut is_held = self.is_held.lock().unwrap();
        while *is_held {
            is_held = self.released.wait(is_held).unwrap();
        }
        *is_held = true;
        ReadGuard { lock: self }
    }

    /// Waits, asleep, while any other thread holds the lock.
    pub fn write(&self) -> WriteGuard<'_> {
        let mut is_held = self.is_held.lock().unwrap();
        while *is_held {
            is_held = self.released.wait(is_held).unwrap();
        }
        *is_held = true;
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    // TODO: there may be other readers.
    fn drop(&mut self) {
        *self.lock.is_held.lock().unwrap() = false;
        self.lock.released.notify_one();
    }
}

impl Drop for WriteGuard<'_> {
    // TODO: several readers may wait.
    fn drop(&mut self) {
        *self.lock.is_held.lock().unwrap() = false;
        self.lock.released.notify_one();
    }
}
