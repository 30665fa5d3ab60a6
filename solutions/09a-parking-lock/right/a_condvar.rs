//! right: std has a tool that sleeps and wakes, and the explorer has one of the same shape

use interleave::sync::{Condvar, Mutex};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    state: Mutex<State>,
    /// The threads that sleep.
    free: Condvar,
}

#[derive(Default)]
struct State {
    busy: bool,
    waiting: usize,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let mut state = self.state.lock().unwrap();
        state.waiting += 1;
        while state.busy {
            state = self.free.wait(state).unwrap();
        }
        state.waiting -= 1;
        state.busy = true;
    }

    /// Releases the lock, and wakes one thread that waits, if any does.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        if state.waiting > 0 {
            self.free.notify_one();
        }
    }
}
