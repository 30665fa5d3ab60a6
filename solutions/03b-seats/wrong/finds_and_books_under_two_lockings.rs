//! rejected: assertion — the seat that was found may be gone when it is booked, and another one may be free
//! by: book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_however_often_seats_change_hands, book_any_is_not_refused_while_a_seat_is_exchanged_for_another, the_last_seat_is_sold_and_then_no_more, two_calls_of_book_any_get_two_different_seats

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
        let free = self.sold.lock().unwrap().iter().position(|sold| !sold)?;
        self.book(free).then_some(free)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
