//! rejected: assertion — `pop` counts up the free places even if it takes no item
//! by: exactly_as_many_items_fit_in_as_it_has_room_for

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    free: usize,
}

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    pushed: Condvar,
    popped: Condvar,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> Self {
        let state = Mutex::new(State { items: VecDeque::new(), closed: false, free: capacity });
        BoundedQueue { state, pushed: Condvar::new(), popped: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        while state.free == 0 && !state.closed {
            state = self.popped.wait(state).unwrap();
        }
        if state.closed {
            return Err(item);
        }
        state.free -= 1;
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
        state.free += 1;
        self.popped.notify_one();
        item
    }

    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
