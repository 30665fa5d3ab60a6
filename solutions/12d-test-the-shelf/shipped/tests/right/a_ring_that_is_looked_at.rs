//! Items lie in a ring, and a thread that can't go on yields and looks again: it never sleeps.

use interleave::sync::Mutex;
use interleave::thread;

pub struct BoundedQueue<T>(Mutex<Ring<T>>);

struct Ring<T> {
    places: Vec<Option<T>>,
    /// Where the oldest item is.
    first: usize,
    count: usize,
    is_closed: bool,
}

impl<T> BoundedQueue<T> {
    pub fn new(capacity: usize) -> Self {
        let places = (0..capacity).map(|_| None).collect();
        BoundedQueue(Mutex::new(Ring { places, first: 0, count: 0, is_closed: false }))
    }

    pub fn push(&self, item: T) -> Result<(), T> {
        loop {
            let mut ring = self.0.lock().unwrap();
            let capacity = ring.places.len();
            if ring.is_closed {
                return Err(item);
            }
            if ring.count < capacity {
                let end = (ring.first + ring.count) % capacity;
                ring.places[end] = Some(item);
                ring.count += 1;
                return Ok(());
            }
            drop(ring);
            thread::yield_now();
        }
    }

    pub fn pop(&self) -> Option<T> {
        loop {
            let mut ring = self.0.lock().unwrap();
            if ring.count > 0 {
                let first = ring.first;
                ring.first = (first + 1) % ring.places.len();
                ring.count -= 1;
                return ring.places[first].take();
            }
            if ring.is_closed {
                return None;
            }
            drop(ring);
            thread::yield_now();
        }
    }

    pub fn close(&self) {
        self.0.lock().unwrap().is_closed = true;
    }
}
