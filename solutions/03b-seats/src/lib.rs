//! A cinema sells each of its seats once.

use interleave::sync::Mutex;

/// The seats of one showing, numbered from 0.
pub struct Cinema {
    /// For each seat, whether it is sold. One lock for the whole plan: "any free seat" is a question about all of it.
    plan: Mutex<Vec<bool>>,
}

impl Cinema {
    /// A showing with this many seats, all of them free.
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(vec![false; seats]) }
    }

    /// Sells this seat unless it's already sold, and returns whether it did.
    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.plan.lock().unwrap();
        if sold[seat] {
            return false;
        }
        sold[seat] = true;
        true
    }

    /// Sells any free seat, and returns which. `None` means that at some moment during the call no seat was free.
    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.plan.lock().unwrap();
        let seat = sold.iter().position(|sold| !sold)?;
        // Not `self.book(seat)`, which would wait for the lock that this thread holds.
        sold[seat] = true;
        Some(seat)
    }

    /// Takes a ticket back: its seat is free again.
    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
