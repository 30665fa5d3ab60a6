//! rejected: assertion — while it walks from seat to seat, the free one moves behind its back
//! by: book_any_is_not_refused_however_often_seats_change_hands, book_any_is_not_refused_while_a_seat_is_exchanged_for_another

use interleave::sync::Mutex;

pub struct Cinema {
    sold: Vec<Mutex<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { sold: (0..seats).map(|_| Mutex::new(false)).collect() }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.sold[seat].lock().unwrap();
        !std::mem::replace(&mut *sold, true)
    }

    pub fn book_any(&self) -> Option<usize> {
        (0..self.sold.len()).find(|&seat| self.book(seat))
    }

    pub fn cancel(&self, seat: usize) {
        *self.sold[seat].lock().unwrap() = false;
    }
}
