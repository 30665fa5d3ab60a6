//! A cinema sells its seats, some of them twice.

use interleave::sync::Mutex;

/// The seats of one showing, numbered from 0.
pub struct Cinema {
    /// For each seat, whether it is sold.
    plan: Mutex<Vec<bool>>,
}

impl Cinema {
    /// A showing with this many seats, all of them free.
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(vec![false; seats]) }
    }

    /// Sells this seat unless it's already sold, and returns whether it did.
    // TODO: never sell a seat twice.
    pub fn book(&self, seat: usize) -> bool {
        if self.plan.lock().unwrap()[seat] {
            return false;
        }
        self.plan.lock().unwrap()[seat] = true;
        true
    }

    /// Sells any free seat, and returns which. `None` means that at some moment during the call no seat was free.
    // TODO: never sell a seat twice, and never refuse while a seat is free.
    pub fn book_any(&self) -> Option<usize> {
        let free = self.plan.lock().unwrap().iter().position(|sold| !sold);
        match free {
            Some(seat) if self.book(seat) => Some(seat),
            _ => None,
        }
    }

    /// Takes a ticket back: its seat is free again.
    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
