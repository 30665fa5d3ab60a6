//! rejected: assertion — panics when it was called for nothing 500 times
//! by: a_thread_sleeps_again_however_often_it_is_overtaken

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

/// A lock that one thread at a time can hold. Any thread may release it.
#[derive(Default)]
pub struct ParkingLock {
    /// Held for a few steps at a time, and never while a thread sleeps.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether a thread holds the lock: whether the cutter is busy.
    busy: bool,
    /// The list at the door. No thread is on it twice, and the holder is not on it.
    list: VecDeque<Thread>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        let mut calls = 0;
        while !self.enter_or_sign() {
            calls += 1;
            assert!(calls < 500, "called for nothing 500 times");
            thread::park();
        }
    }

    /// Takes the lock if it is free, and returns whether it did. If not, the caller is on the list.
    fn enter_or_sign(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        // A thread that woke up without being called is still on the list.
        state.list.retain(|thread| thread.id() != me.id());
        if state.busy {
            state.list.push_back(me);
            return false;
        }
        state.busy = true;
        true
    }

    /// Releases the lock, and wakes the first thread on the list, if there is one.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_front();
        // The thread that is woken needs this lock at once.
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
