//! rejected: assertion — the seat is marked after the guard is gone
//! by: a_seat_that_is_cancelled_is_sold_to_one_of_two, book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_while_a_seat_is_exchanged_for_another, the_last_seat_is_sold_and_then_no_more, two_calls_of_book_any_get_two_different_seats

use interleave::sync::Mutex;

pub struct Cinema {
    plan: Mutex<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.plan.lock().unwrap();
        if sold[seat] {
            return false;
        }
        sold[seat] = true;
        true
    }

    pub fn book_any(&self) -> Option<usize> {
        let seat = {
            let sold = self.plan.lock().unwrap();
            sold.iter().position(|sold| !sold)?
        };
        self.plan.lock().unwrap()[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
