//! rejected: lost_wakeup — all locks share the count of waiting writers
//! by: locks_do_not_know_of_each_other

use std::time::Duration;

use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};
use interleave::time::Instant;

static WAITING: AtomicUsize = AtomicUsize::new(0);

#[derive(Default)]
pub struct ReadWriteLock {
    state: Mutex<State>,
    changed: Condvar,
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
        let mut state = self.state.lock().unwrap();
        while state.writing || WAITING.load(SeqCst) > 0 {
            state = self.changed.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = self.state.lock().unwrap();
        WAITING.fetch_add(1, SeqCst);
        while state.writing || state.readers > 0 {
            state = self.changed.wait(state).unwrap();
        }
        WAITING.fetch_sub(1, SeqCst);
        state.writing = true;
        WriteGuard { lock: self }
    }

    pub fn write_timeout(&self, patience: Duration) -> Option<WriteGuard<'_>> {
        let start = Instant::now();
        let mut state = self.state.lock().unwrap();
        WAITING.fetch_add(1, SeqCst);
        while state.writing || state.readers > 0 {
            let left = patience.saturating_sub(start.elapsed());
            if left.is_zero() {
                WAITING.fetch_sub(1, SeqCst);
                self.changed.notify_all();
                return None;
            }
            state = self.changed.wait_timeout(state, left).unwrap().0;
        }
        WAITING.fetch_sub(1, SeqCst);
        state.writing = true;
        Some(WriteGuard { lock: self })
    }
}

impl<'a> ReadGuard<'a> {
    pub fn again(&self) -> ReadGuard<'a> {
        self.lock.state.lock().unwrap().readers += 1;
        ReadGuard { lock: self.lock }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
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
