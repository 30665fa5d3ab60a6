//! rejected: assertion — the last seat is never offered
//! by: two_who_take_any_seat_get_two_different_ones, whoever_takes_any_seat_is_not_refused_because_somebody_took_the_first, the_last_seat_is_sold_and_after_it_none, nobody_is_refused_while_somebody_changes_seats, a_seat_that_is_cancelled_twice_is_still_one_seat, where_there_are_no_seats_none_is_sold, whoever_takes_any_seat_may_get_one_that_was_cancelled

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
        let mut sold = self.sold.lock().unwrap();
        for seat in 0..sold.len() - 1 {
            if !sold[seat] {
                sold[seat] = true;
                return Some(seat);
            }
        }
        None
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
