//! rejected: lost_wakeup — `close` puts an end mark into the queue, and the first `pop` takes it out
//! by: closing_lets_every_consumer_go, exactly_as_many_items_fit_in_as_it_has_room_for, what_is_left_can_be_popped_after_closing

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

struct State<T> {
    items: VecDeque<Option<T>>,
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
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue {
            state: Mutex::new(State { items: VecDeque::new(), closed: false }),
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
        while state.items.len() == self.capacity && !state.closed {
            state = self.popped.wait(state).unwrap();
        }
        if state.closed {
            return Err(item);
        }
        state.items.push_back(Some(item));
        self.pushed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() {
            state = self.pushed.wait(state).unwrap();
        }
        let item = state.items.pop_front().flatten();
        self.popped.notify_one();
        item
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        if !state.closed {
            state.closed = true;
            state.items.push_back(None);
        }
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
