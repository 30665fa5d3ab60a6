//! rejected: assertion — a thread that comes between the look and the sale finds the seat free as well
//! by: book_any_is_not_refused_because_book_took_the_first_seat, book_any_is_not_refused_while_a_seat_is_exchanged_for_another, no_seat_is_sold_twice

use interleave::sync::Mutex;

pub struct Cinema {
    sold: Mutex<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { sold: Mutex::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let free = !self.sold.lock().unwrap()[seat];
        if free {
            self.sold.lock().unwrap()[seat] = true;
        }
        free
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.sold.lock().unwrap();
        let seat = sold.iter().position(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.sold.lock().unwrap()[seat] = false;
    }
}
