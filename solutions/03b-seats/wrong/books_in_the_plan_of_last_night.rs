//! rejected: assertion — it looks at and changes a copy of the plan
//! by: no_seat_is_sold_twice, two_who_take_any_seat_get_two_different_ones, whoever_takes_any_seat_is_not_refused_because_somebody_took_the_first, the_last_seat_is_sold_and_after_it_none, a_sold_seat_is_refused_until_it_is_cancelled, a_seat_that_is_cancelled_twice_is_still_one_seat, whoever_takes_any_seat_may_get_one_that_was_cancelled

use interleave::sync::Mutex;

pub struct Cinema {
    sold: Mutex<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { sold: Mutex::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.sold.lock().unwrap().clone();
        !std::mem::replace(&mut sold[seat], true)
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.sold.lock().unwrap().clone();
        let seat = sold.iter().position(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
