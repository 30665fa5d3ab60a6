//! rejected: assertion — a seat that is cancelled before the last one sold is not found again
//! by: book_any_finds_the_seats_that_were_cancelled

use interleave::sync::Mutex;

struct Plan {
    sold: Vec<bool>,
    /// All before this one are sold.
    next: usize,
}

pub struct Cinema {
    plan: Mutex<Plan>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(Plan { sold: vec![false; seats], next: 0 }) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut plan = self.plan.lock().unwrap();
        !std::mem::replace(&mut plan.sold[seat], true)
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut plan = self.plan.lock().unwrap();
        while *plan.sold.get(plan.next)? {
            plan.next += 1;
        }
        let seat = plan.next;
        plan.sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        let mut plan = self.plan.lock().unwrap();
        plan.sold[seat] = false;
        if seat + 1 == plan.next {
            plan.next = seat;
        }
    }
}
