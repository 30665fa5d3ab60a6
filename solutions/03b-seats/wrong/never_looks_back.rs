//! rejected: assertion — it goes on from the last seat that it sold, and does not see that one before it is free again
//! by: a_seat_that_is_cancelled_is_sold_to_one_of_two, book_any_finds_the_seats_that_were_cancelled

use interleave::sync::Mutex;

pub struct Cinema {
    plan: Mutex<Plan>,
}

struct Plan {
    sold: Vec<bool>,
    /// All seats before this one are sold.
    next: usize,
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
        let seat = (plan.next..plan.sold.len()).find(|&seat| !plan.sold[seat])?;
        plan.next = seat + 1;
        plan.sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap().sold[seat] = false;
    }
}
