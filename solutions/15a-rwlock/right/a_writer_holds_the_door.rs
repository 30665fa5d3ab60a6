//! right: a writer takes a mutex that readers pass through, and waits until those inside have left

use interleave::sync::{Condvar, Mutex, MutexGuard};

#[derive(Default)]
pub struct ReadWriteLock {
    door: Mutex<()>,
    readers: Mutex<usize>,
    left: Condvar,
}

pub struct ReadGuard<'a>(&'a ReadWriteLock);

pub struct WriteGuard<'a>(#[allow(dead_code)] MutexGuard<'a, ()>);

impl ReadWriteLock {
    fn door(&self) -> MutexGuard<'_, ()> {
        self.door.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    pub fn read(&self) -> ReadGuard<'_> {
        let _door = self.door();
        *self.readers.lock().unwrap() += 1;
        ReadGuard(self)
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let door = self.door();
        let readers = self.readers.lock().unwrap();
        drop(self.left.wait_while(readers, |readers| *readers > 0).unwrap());
        WriteGuard(door)
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut readers = self.0.readers.lock().unwrap();
        *readers -= 1;
        if *readers == 0 {
            self.0.left.notify_one();
        }
    }
}
