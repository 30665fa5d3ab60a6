//! rejected: assertion — another thread looking at the plan doesn't mean that there's no seat
//! by: book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_while_a_seat_is_exchanged_for_another, the_last_seat_is_sold_and_then_no_more, two_calls_of_book_any_get_two_different_seats, two_different_seats_are_both_sold

use interleave::sync::Mutex;

pub struct Cinema {
    sold: Mutex<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { sold: Mutex::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let Ok(mut sold) = self.sold.try_lock() else {
            return false;
        };
        !std::mem::replace(&mut sold[seat], true)
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.sold.try_lock().ok()?;
        let seat = sold.iter().position(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
