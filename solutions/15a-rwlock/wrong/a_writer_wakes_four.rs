//! rejected: lost_wakeup — a writer who leaves wakes four threads
//! by: six_readers_that_waited_for_a_writer_can_be_inside_together

use interleave::sync::{Condvar, Mutex};
#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    released: Condvar,
}
#[derive(Default)]
struct State {
    readers: usize,
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
        let mut s = self.state.lock().unwrap();
        while s.writing {
            s = self.released.wait(s).unwrap();
        }
        s.readers += 1;
        ReadGuard { lock: self }
    }
    pub fn write(&self) -> WriteGuard<'_> {
        let mut s = self.state.lock().unwrap();
        while s.writing || s.readers > 0 {
            s = self.released.wait(s).unwrap();
        }
        s.writing = true;
        WriteGuard { lock: self }
    }
}
impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut s = self.lock.state.lock().unwrap();
        s.readers -= 1;
        if s.readers == 0 {
            self.lock.released.notify_one();
        }
    }
}
impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        let mut s = self.lock.state.lock().unwrap();
        s.writing = false;
        for _ in 0..4 {
            self.lock.released.notify_one();
        }
    }
}
