//! rejected: assertion — `book_any` does not ask again whether the seat that it found is still free
//! by: two_who_take_any_seat_get_two_different_ones, whoever_takes_any_seat_is_not_refused_because_somebody_took_the_first, the_last_seat_is_sold_and_after_it_none

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
        self.sold.lock().unwrap()[free] = true;
        Some(free)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
