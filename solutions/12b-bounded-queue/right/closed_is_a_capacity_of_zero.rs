//! right: `close` sets the capacity to 0, under the mutex

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<T>,
    capacity: usize,
}

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    pushed: Condvar,
    popped: Condvar,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue {
            state: Mutex::new(State { items: VecDeque::new(), capacity }),
            pushed: Condvar::new(),
            popped: Condvar::new(),
        }
    }

    /// Adds an item at the end. Sleeps until there is room for it.
    ///
    /// # Errors
    ///
    /// The item, if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        let mut state = self.state.lock().unwrap();
        while state.items.len() == state.capacity && state.capacity > 0 {
            state = self.popped.wait(state).unwrap();
        }
        if state.capacity == 0 {
            return Err(item);
        }
        state.items.push_back(item);
        self.pushed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && state.capacity > 0 {
            state = self.pushed.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        self.popped.notify_one();
        item
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        self.state.lock().unwrap().capacity = 0;
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
