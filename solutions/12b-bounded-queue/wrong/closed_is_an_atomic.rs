//! rejected: lost_wakeup — `close` changes an atomic without the mutex
//! by: an_item_is_either_refused_or_popped, closing_lets_a_sleeper_go_whatever_is_in_the_queue, closing_lets_every_consumer_go, closing_lets_every_producer_go, closing_lets_sleepers_of_both_kinds_go, what_is_left_can_be_popped_after_closing

use std::collections::VecDeque;

use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};
use interleave::sync::{Condvar, Mutex};

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
    is_closed: AtomicBool,
    /// Threads that pop sleep here.
    pushed: Condvar,
    /// Threads that push sleep here.
    popped: Condvar,
}

struct State<T> {
    items: VecDeque<T>,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue {
            state: Mutex::new(State { items: VecDeque::new() }),
            capacity,
            is_closed: AtomicBool::new(false),
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
        let state = self.state.lock().unwrap();
        let has_to_wait =
            |state: &mut State<T>| state.items.len() == self.capacity && !self.is_closed.load(SeqCst);
        let mut state = self.popped.wait_while(state, has_to_wait).unwrap();
        if self.is_closed.load(SeqCst) {
            return Err(item);
        }
        state.items.push_back(item);
        self.pushed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    pub fn pop(&self) -> Option<T> {
        let state = self.state.lock().unwrap();
        let has_to_wait = |state: &mut State<T>| state.items.is_empty() && !self.is_closed.load(SeqCst);
        let mut state = self.pushed.wait_while(state, has_to_wait).unwrap();
        let item = state.items.pop_front()?;
        self.popped.notify_one();
        Some(item)
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    pub fn close(&self) {
        self.is_closed.store(true, SeqCst);
        self.pushed.notify_all();
        self.popped.notify_all();
    }
}
