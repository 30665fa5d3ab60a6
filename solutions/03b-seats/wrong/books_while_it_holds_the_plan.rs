//! rejected: deadlock — `book` waits for the lock that `book_any` holds
//! by: a_seat_that_is_cancelled_is_sold_to_one_of_two, a_seat_that_is_cancelled_twice_is_still_one_seat, a_showing_may_have_more_than_64_seats, book_any_finds_the_seats_that_were_cancelled, book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_however_often_seats_change_hands (assertion), book_any_is_not_refused_while_a_seat_is_exchanged_for_another, the_last_seat_is_sold_and_then_no_more, two_calls_of_book_any_get_two_different_seats

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
        let sold = self.sold.lock().unwrap();
        let seat = sold.iter().position(|sold| !sold)?;
        self.book(seat).then_some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
