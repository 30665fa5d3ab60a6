//! rejected: lost_wakeup — all locks share one state
//! by: a_thread_that_waits_at_one_lock_keeps_none_waiting_at_another, locks_do_not_know_of_each_other

use interleave::sync::{Condvar, Mutex};

static STATE: Mutex<(usize, bool)> = Mutex::new((0, false));
static RELEASED: Condvar = Condvar::new();

#[derive(Default)]
pub struct ReadWriteLock {
    _mine: (),
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct ReadGuard<'a> {
    #[allow(dead_code)]
    lock: &'a ReadWriteLock,
}

#[must_use = "a guard without a name releases the lock immediately"]
pub struct WriteGuard<'a> {
    #[allow(dead_code)]
    lock: &'a ReadWriteLock,
}

impl ReadWriteLock {
    pub fn read(&self) -> ReadGuard<'_> {
        let mut state = STATE.lock().unwrap();
        while state.1 {
            state = RELEASED.wait(state).unwrap();
        }
        state.0 += 1;
        ReadGuard { lock: self }
    }

    pub fn write(&self) -> WriteGuard<'_> {
        let mut state = STATE.lock().unwrap();
        while state.1 || state.0 > 0 {
            state = RELEASED.wait(state).unwrap();
        }
        state.1 = true;
        WriteGuard { lock: self }
    }
}

impl Drop for ReadGuard<'_> {
    fn drop(&mut self) {
        let mut state = STATE.lock().unwrap();
        state.0 -= 1;
        if state.0 == 0 {
            RELEASED.notify_one();
        }
    }
}

impl Drop for WriteGuard<'_> {
    fn drop(&mut self) {
        STATE.lock().unwrap().1 = false;
        RELEASED.notify_all();
    }
}
