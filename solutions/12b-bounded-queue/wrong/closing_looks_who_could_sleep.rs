//! rejected: lost_wakeup — `close` wakes consumers only if the queue is empty, and producers only if it is not
//! by: closing_lets_a_sleeper_go_whatever_is_in_the_queue, closing_lets_sleepers_of_both_kinds_go

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
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
        let state = Mutex::new(State { items: VecDeque::new(), closed: false });
        BoundedQueue { state, capacity, pushed: Condvar::new(), popped: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == self.capacity && !state.closed {
            state = self.popped.wait(state).unwrap();
        }
        if state.closed {
            return Err(item);
        }
        state.items.push_back(item);
        self.pushed.notify_one();
        Ok(())
    }

    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.pushed.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        self.popped.notify_one();
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        if state.items.is_empty() {
            self.pushed.notify_all();
        } else {
            self.popped.notify_all();
        }
    }
}
