//! rejected: assertion — all locks share one condvar, and threads come to it with two mutexes
//! by: a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another

use interleave::sync::{Condvar, Mutex};
static RELEASED: Condvar = Condvar::new();
#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
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
            s = RELEASED.wait(s).unwrap();
        }
        s.readers += 1;
        ReadGuard { lock: self }
    }
    pub fn write(&self) -> WriteGuard<'_> {
        let mut s = self.state.lock().unwrap();
        while s.writing || s.readers > 0 {
            s = RELEASED.wait(s).unwrap();
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
            RELEASED.notify_one();
        }
    }
}
impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        let mut s = self.lock.state.lock().unwrap();
        s.writing = false;
        RELEASED.notify_all();
    }
}
