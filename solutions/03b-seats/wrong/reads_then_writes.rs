//! rejected: assertion — the read lock is released before the write lock is taken
//! by: book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_while_a_seat_is_exchanged_for_another, no_seat_is_sold_twice

use interleave::sync::RwLock;

pub struct Cinema {
    plan: RwLock<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: RwLock::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let free = !self.plan.read().unwrap()[seat];
        if free {
            self.plan.write().unwrap()[seat] = true;
        }
        free
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.plan.write().unwrap();
        let seat = sold.iter().position(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.write().unwrap()[seat] = false;
    }
}
