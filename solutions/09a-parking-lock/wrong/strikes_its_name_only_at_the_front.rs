//! rejected: assertion — a thread strikes its name only if it is the first; the second that goes in leaves it there
//! by: a_thread_that_woke_for_no_reason_and_went_in_is_not_called

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    busy: bool,
    list: VecDeque<Thread>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let me = thread::current();
        loop {
            let mut state = self.state.lock().unwrap();
            if state.list.front().is_some_and(|thread| thread.id() == me.id()) {
                state.list.pop_front();
            }
            if !state.busy {
                state.busy = true;
                return;
            }
            state.list.push_back(me.clone());
            drop(state);
            thread::park();
        }
    }

    /// Releases the lock, and wakes the first thread on the list, if there is one.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_front();
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
