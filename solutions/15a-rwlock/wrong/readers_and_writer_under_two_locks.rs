//! rejected: assertion — a reader looks at the one, and a writer at the other, in between
//! by: a_writer_is_alone, each_of_two_readers_comes_after_the_writer_before_it_and_before_the_one_after_it (data race), the_lock_hands_on_what_was_done_under_it (data race)

use interleave::sync::{Condvar, Mutex};

#[derive(Default)]
pub struct ReadWriteLock {
    readers: Mutex<usize>,
    writing: Mutex<bool>,
    readers_left: Condvar,
    writer_left: Condvar,
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
        let mut writing = self.writing.lock().unwrap();
        while *writing {
            writing = self.writer_left.wait(writing).unwrap();
        }
        drop(writing);
        *self.readers.lock().unwrap() += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut readers = self.readers.lock().unwrap();
        while *readers > 0 {
            readers = self.readers_left.wait(readers).unwrap();
        }
        drop(readers);
        let mut writing = self.writing.lock().unwrap();
        while *writing {
            writing = self.writer_left.wait(writing).unwrap();
        }
        *writing = true;
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        *self.lock.readers.lock().unwrap() -= 1;
        self.lock.readers_left.notify_all();
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        *self.lock.writing.lock().unwrap() = false;
        self.lock.writer_left.notify_all();
    }
}
