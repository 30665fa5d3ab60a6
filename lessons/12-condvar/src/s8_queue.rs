//! Stage 8: a queue with room for a fixed number of items.

use std::collections::VecDeque;

use crate::sync::{Condvar, Mutex};

// ANCHOR: queue
/// A queue between threads, with room for `capacity` items.
pub struct Queue<T> {
    items: Mutex<VecDeque<T>>,
    capacity: usize,
    /// Consumers sleep here.
    pushed: Condvar,
    /// Producers sleep here.
    popped: Condvar,
}

impl<T> Queue<T> {
    /// Adds an item at the end. Sleeps until there is room for it.
    pub fn push(&self, item: T) {
        let items = self.items.lock().unwrap();
        let is_full = |items: &mut VecDeque<T>| items.len() == self.capacity;
        let mut items = self.popped.wait_while(items, is_full).unwrap();
        items.push_back(item);
        self.pushed.notify_one();
    }

    /// Takes the first item. Sleeps until there is one.
    pub fn pop(&self) -> T {
        let items = self.items.lock().unwrap();
        let mut items = self.pushed.wait_while(items, |items| items.is_empty()).unwrap();
        let item = items.pop_front().expect("the queue isn't empty");
        self.popped.notify_one();
        item
    }
}
// ANCHOR_END: queue

impl<T> Queue<T> {
    /// An empty queue.
    ///
    /// # Panics
    ///
    /// If the capacity is 0: then no item could ever be pushed.
    pub fn new(capacity: usize) -> Self {
        assert!(capacity > 0, "a queue without room");
        Queue {
            items: Mutex::new(VecDeque::new()),
            capacity,
            pushed: Condvar::new(),
            popped: Condvar::new(),
        }
    }
}
