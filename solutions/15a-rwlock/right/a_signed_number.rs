//! right: one signed number: how many readers, or -1 for a writer

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ReadWriteLock {
    inside: Mutex<isize>,
    changed: Condvar,
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
        let inside = self.inside.lock().unwrap();
        *self.changed.wait_while(inside, |inside| *inside < 0).unwrap() += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let inside = self.inside.lock().unwrap();
        *self.changed.wait_while(inside, |inside| *inside != 0).unwrap() = -1;
        WriteGuard { lock: self }
    }

    fn leave(&self) {
        let mut inside = self.inside.lock().unwrap();
        *inside -= inside.signum();
        self.changed.notify_all();
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        self.lock.leave();
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.leave();
    }
}
