//! rejected: assertion — it looks again once: the seat that it did not find free may be free now
//! by: a_showing_may_have_more_than_64_seats (spin), book_any_is_not_refused_however_often_seats_change_hands, book_any_is_not_refused_while_a_seat_is_exchanged_for_another

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
        let all = self.plan.lock().unwrap().len();
        (0..all).chain((0..all).rev()).find(|seat| self.book(*seat))
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
