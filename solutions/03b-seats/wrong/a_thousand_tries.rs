//! rejected: assertion — gives up after it has lost a thousand seats
//! by: book_any_is_not_refused_however_often_seats_change_hands

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
        for _ in 0..1_000 {
            let seat = self.plan.lock().unwrap().iter().position(|sold| !sold)?;
            if self.book(seat) {
                return Some(seat);
            }
        }
        None
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
