//! rejected: lost_wakeup — half of the bits of `capacity` are compared
//! by: exactly_as_many_items_fit_in_as_it_has_room_for

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
        while state.items.len() as u32 == self.capacity as u32 && !state.closed {
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
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
