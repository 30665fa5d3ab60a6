//! right: a set of the free seats under one lock

use std::collections::BTreeSet;

use interleave::sync::Mutex;

pub struct Cinema {
    free: Mutex<BTreeSet<usize>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { free: Mutex::new((0..seats).collect()) }
    }

    pub fn book(&self, seat: usize) -> bool {
        self.free.lock().unwrap().remove(&seat)
    }

    pub fn book_any(&self) -> Option<usize> {
        self.free.lock().unwrap().pop_first()
    }

    pub fn cancel(&self, seat: usize) {
        self.free.lock().unwrap().insert(seat);
    }
}
