//! A queue between threads, which doesn't wait for room yet, and can't be closed.

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

/// A queue with room for a fixed number of items.
// TODO: remember that the queue is closed. And which threads sleep on `changed`?
pub struct BoundedQueue<T> {
    items: Mutex<VecDeque<T>>,
    capacity: usize,
    changed: Condvar,
}

impl<T> BoundedQueue<T> {
    /// An empty queue with room for `capacity` items, which is 1 or more.
    pub fn new(capacity: usize) -> Self {
        BoundedQueue { items: Mutex::new(VecDeque::new()), capacity, changed: Condvar::new() }
    }

    /// Adds an item at the end. Sleeps until there is room for it.
    ///
    /// # Errors
    ///
    /// The item, if the queue is closed.
    // TODO: sleep while the queue is full. Return the item only if the queue is closed.
    pub fn push(&self, item: T) -> Result<(), T> {
        let mut items = self.items.lock().unwrap();
        if items.len() == self.capacity {
            return Err(item);
        }
        items.push_back(item);
        self.changed.notify_one();
        Ok(())
    }

    /// Takes the first item. Sleeps until there is one. `None` if the queue is closed and empty.
    // TODO: which threads wait for the room that this makes? And what ends the wait besides an item?
    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        while items.is_empty() {
            items = self.changed.wait(items).unwrap();
        }
        items.pop_front()
    }

    /// Closes the queue: no item is added any more, and what is in it can still be taken.
    // TODO: close it.
    pub fn close(&self) {}
}
