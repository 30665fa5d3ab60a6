//! Items lie in a ring that grows, and a thread that can't go on yields and looks again: it never sleeps.

use std::collections::VecDeque;

use interleave::sync::Mutex;
use interleave::thread;

pub struct BoundedQueue<T> {
    ring: Mutex<Ring<T>>,
    capacity: usize,
}

struct Ring<T> {
    items: VecDeque<T>,
    is_closed: bool,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> Self {
        let ring = Ring { items: VecDeque::new(), is_closed: false };
        BoundedQueue { ring: Mutex::new(ring), capacity }
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        loop {
            let mut ring = self.ring.lock().unwrap();
            if ring.is_closed {
                return Err(item);
            }
            if ring.items.len() < self.capacity {
                ring.items.push_back(item);
                return Ok(());
            }
            drop(ring);
            thread::yield_now();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut ring = self.ring.lock().unwrap();
            if let Some(item) = ring.items.pop_front() {
                return Some(item);
            }
            if ring.is_closed {
                return None;
            }
            drop(ring);
            thread::yield_now();
        }
    }

    pub fn close(&self) {
        self.ring.lock().unwrap().is_closed = true;
    }
}
