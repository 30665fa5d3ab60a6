//! right: sleepers park, and each change unparks all that are on a list

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread::{self, Thread};

struct State<T> {
    items: VecDeque<T>,
    closed: bool,
    sleepers: Vec<Thread>,
}

impl<T> State<T> {
    fn wake(&mut self) {
        self.sleepers.drain(..).for_each(|sleeper| sleeper.unpark());
    }
}

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue {
            state: Mutex::new(State {
                items: VecDeque::new(),
                closed: false,
                sleepers: Vec::new(),
            }),
            capacity,
        }
    }

    /// Adds an item at the end. Sleeps until there is room for it.
    ///
    /// # Errors
    ///
    /// The item, if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        loop {
            let mut state = self.state.lock().unwrap();
            if state.closed {
                return Err(item);
            }
            if state.items.len() < self.capacity {
                state.items.push_back(item);
                state.wake();
                return Ok(());
            }
            state.sleepers.push(thread::current());
            drop(state);
            thread::park();
        }
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        loop {
            let mut state = self.state.lock().unwrap();
            if let Some(item) = state.items.pop_front() {
                state.wake();
                return Some(item);
            }
            if state.closed {
                return None;
            }
            state.sleepers.push(thread::current());
            drop(state);
            thread::park();
        }
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        let mut state = self.state.lock().unwrap();
        state.closed = true;
        state.wake();
    }
}
