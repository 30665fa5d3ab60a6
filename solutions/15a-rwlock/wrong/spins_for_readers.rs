//! rejected: assertion — a writer looks again and again while there are readers
//! by: a_thread_sleeps_again_however_often_it_is_woken_in_vain, waiting_threads_sleep

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
        let mut state = self.state.lock().unwrap();
        while state.writing {
            state = self.released.wait(state).unwrap();
        }
        state.readers += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        loop {
            let mut state = self.state.lock().unwrap();
            if !state.writing && state.readers == 0 {
                state.writing = true;
                return WriteGuard { lock: self };
            }
            drop(state);
            interleave::thread::yield_now();
        }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = self.lock.state.lock().unwrap();
        state.readers -= 1;
        if state.readers == 0 {
            self.lock.released.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        self.lock.state.lock().unwrap().writing = false;
        self.lock.released.notify_all();
    }
}
