//! right: `close` puts an end mark behind the last item

use std::collections::VecDeque;

use interleave::sync::{Condvar, Mutex};

/// A queue with room for a fixed number of items.
pub struct BoundedQueue<T> {
    /// The last one is `None` if the queue is closed.
    items: Mutex<VecDeque<Option<T>>>,
    capacity: usize,
    changed: Condvar,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> Self {
        BoundedQueue { items: Mutex::new(VecDeque::new()), capacity, changed: Condvar::new() }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        let mut items = self.items.lock().unwrap();
        loop {
            if matches!(items.back(), Some(None)) {
                return Err(item);
            }
            if items.len() < self.capacity {
                items.push_back(Some(item));
                self.changed.notify_all();
                return Ok(());
            }
            items = self.changed.wait(items).unwrap();
        }
    }

    pub fn pop(&self) -> Option<T> {
        let mut items = self.items.lock().unwrap();
        loop {
            match items.front() {
                Some(Some(_)) => {
                    self.changed.notify_all();
                    return items.pop_front().flatten();
                }
                // The mark stays for the next one.
                Some(None) => return None,
                None => items = self.changed.wait(items).unwrap(),
            }
        }
    }

    pub fn close(&self) {
        let mut items = self.items.lock().unwrap();
        if !matches!(items.back(), Some(None)) {
            items.push_back(None);
        }
        self.changed.notify_all();
    }
}
