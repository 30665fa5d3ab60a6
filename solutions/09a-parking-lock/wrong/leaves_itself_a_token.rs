//! rejected: assertion — each `park` finds the token of the last round, and returns at once
//! by: a_thread_sleeps_again_however_often_it_is_overtaken, a_thread_woken_for_nothing_sleeps_again, a_waiting_thread_sleeps, release_unparks_at_most_one_thread

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
            thread::current().unpark();
        }
    }

    /// Takes the lock if it is free, and says whether it did. If not, the caller is on the list.
    fn enter_or_sign(&self) -> bool {
        let me = thread::current();
        let mut state = self.state.lock().unwrap();
        // Whoever got up without being called is still on the list.
        state.list.retain(|thread| thread.id() != me.id());
        if state.busy {
            state.list.push_back(me);
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
