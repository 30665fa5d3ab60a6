//! rejected: assertion — a seat that is cancelled twice is in the list twice, and sold twice
//! by: a_seat_that_is_cancelled_twice_is_still_one_seat

use interleave::sync::Mutex;

pub struct Cinema {
    free: Mutex<Vec<usize>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { free: Mutex::new((0..seats).collect()) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut free = self.free.lock().unwrap();
        let Some(at) = free.iter().position(|&free| free == seat) else {
            return false;
        };
        free.swap_remove(at);
        true
    }

    pub fn book_any(&self) -> Option<usize> {
        self.free.lock().unwrap().pop()
    }

    pub fn cancel(&self, seat: usize) {
        self.free.lock().unwrap().push(seat);
    }
}
