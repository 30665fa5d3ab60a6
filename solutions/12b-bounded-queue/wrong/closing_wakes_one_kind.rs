//! rejected: lost_wakeup — `close` wakes producers only if no consumer sleeps
//! by: closing_lets_sleepers_of_both_kinds_go

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    pushers: usize,
    poppers: usize,
}

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    pushed: Condvar,
    popped: Condvar,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> Self {
        let state = Mutex::new(State { items: VecDeque::new(), closed: false, pushers: 0, poppers: 0 });
        BoundedQueue { state, capacity, pushed: Condvar::new(), popped: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            state.pushers += 1;
            state = self.popped.wait(state).unwrap();
            state.pushers -= 1;
        }
        if state.closed {
            return Err(item);
        }
        state.items.push_back(item);
        if state.poppers > 0 { self.pushed.notify_one(); }
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state.poppers += 1;
            state = self.pushed.wait(state).unwrap();
            state.poppers -= 1;
        }
        let item = state.items.pop_front();
        if state.pushers > 0 { self.popped.notify_one(); }
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        if state.poppers > 0 { self.pushed.notify_all(); } else if state.pushers > 0 { self.popped.notify_all(); }
    }
}
