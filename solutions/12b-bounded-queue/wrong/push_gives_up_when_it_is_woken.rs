//! rejected: assertion — a `push` that is woken for nothing returns its item, although the queue is open
//! by: a_producer_that_is_woken_for_nothing_sleeps_again, items_come_in_their_order, two_consumers_get_an_item_each, two_producers_and_two_consumers_miss_nothing, two_producers_find_room_when_two_items_are_popped, two_producers_get_rid_of_an_item_each

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
        if state.items.len() == self.capacity && !state.closed {
            state = self.popped.wait(state).unwrap();
        }
        if state.closed || state.items.len() == self.capacity {
            return Err(item);
        }
        state.items.push_back(item);
        self.pushed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let mut state = self.state.lock().unwrap();
        while state.items.is_empty() && !state.closed {
            state = self.pushed.wait(state).unwrap();
        }
        let item = state.items.pop_front();
        self.popped.notify_one();
        item
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        self.state.lock().unwrap().closed = true;
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
