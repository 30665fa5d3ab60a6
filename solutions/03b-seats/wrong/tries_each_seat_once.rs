//! rejected: assertion — each try locks separately, and the free seat moves in between
//! by: book_any_is_not_refused_however_often_seats_change_hands, book_any_is_not_refused_while_a_seat_is_exchanged_for_another

use interleave::sync::Mutex;

pub struct Cinema {
    sold: Mutex<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { sold: Mutex::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.sold.lock().unwrap();
        !std::mem::replace(&mut sold[seat], true)
    }

    pub fn book_any(&self) -> Option<usize> {
        let seats = self.sold.lock().unwrap().len();
        (0..seats).find(|&seat| self.book(seat))
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
