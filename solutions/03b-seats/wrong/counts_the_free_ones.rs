//! rejected: assertion — the count of free seats goes up when a free seat is cancelled
//! by: a_seat_that_is_cancelled_twice_is_still_one_seat

use interleave::sync::Mutex;

pub struct Cinema {
    plan: Mutex<(Vec<bool>, usize)>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new((vec![false; seats], seats)) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut plan = self.plan.lock().unwrap();
        if plan.0[seat] {
            return false;
        }
        plan.0[seat] = true;
        plan.1 -= 1;
        true
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut plan = self.plan.lock().unwrap();
        if plan.1 == 0 {
            return None;
        }
        let seat = plan.0.iter().position(|sold| !sold).unwrap_or(0);
        plan.0[seat] = true;
        plan.1 -= 1;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        let mut plan = self.plan.lock().unwrap();
        plan.0[seat] = false;
        plan.1 += 1;
    }
}
