//! rejected: lost_wakeup — a writer that waits at one lock keeps the writers of all others out
//! by: a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another, locks_do_not_know_of_each_other

use interleave::sync::{Condvar, Mutex};
static TURN: Mutex<()> = Mutex::new(());
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
        let _turn = TURN.lock().unwrap();
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
        self.lock.released.notify_all();
    }
}
