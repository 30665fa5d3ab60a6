//! rejected: lost_wakeup — a third sleeper is not written down
//! by: a_thread_that_woke_for_no_reason_and_went_in_is_not_called (assertion), none_of_three_sleeping_threads_is_forgotten

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
    /// Whether somebody is at the laser cutter.
    busy: bool,
    /// The list at the door. Nobody is on it twice, and nobody who is inside.
    list: VecDeque<Thread>,
}

impl ParkingLock {
    /// Sleeps until the lock is free, and takes it.
    pub fn acquire(&self) {
        while !self.enter_or_sign() {
            thread::park();
        }
    }

    /// Takes the lock if it is free, and says whether it did. If not, the caller is on the list.
    fn enter_or_sign(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        // Whoever got up without being called is still on the list.
        state.list.retain(|thread| thread.id() != me.id());
        if state.busy {
            if state.list.len() < 2 {
                state.list.push_back(me);
            }
            return false;
        }
        state.busy = true;
        true
    }

    /// Frees the lock, and calls the first on the list, if anybody is.
    pub fn release(&self) {
        let mut state = self.state.lock().unwrap();
        state.busy = false;
        let first = state.list.pop_front();
        // Whoever is called wants this lock at once.
        drop(state);
        if let Some(first) = first {
            first.unpark();
        }
    }
}
