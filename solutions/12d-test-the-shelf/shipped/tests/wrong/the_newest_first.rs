//! A right queue, in a file with the name of a wrong one: a test that reads file names meets it.

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

/// A queue with room for so many items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    /// Threads that pop sleep here.
    pushed: Condvar,
    /// Threads that push sleep here.
    popped: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
    is_closed: bool,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue {
            state: Mutex::new(State { items: VecDeque::new(), is_closed: false }),
            capacity,
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
        while state.items.len() == self.capacity && !state.is_closed {
            state = self.popped.wait(state).unwrap();
        }
        if state.is_closed {
            return Err(item);
        }
        state.items.push_back(item);
        drop(state);
        self.pushed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.is_closed {
            state = self.pushed.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        drop(state);
        if item.is_some() {
            self.popped.notify_one();
        }
        item
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        self.state.lock().unwrap().is_closed = true;
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
