//! rejected: assertion — a call that will be refused is counted for a moment, and another is refused for it
//! by: a_seat_that_is_cancelled_is_sold_to_one_of_two

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicIsize, Ordering::SeqCst};

pub struct Cinema {
    plan: Mutex<Vec<bool>>,
    free: AtomicIsize,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(vec![false; seats]), free: AtomicIsize::new(seats as isize) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.plan.lock().unwrap();
        if std::mem::replace(&mut sold[seat], true) {
            return false;
        }
        self.free.fetch_sub(1, SeqCst);
        true
    }

    pub fn book_any(&self) -> Option<usize> {
        if self.free.fetch_sub(1, SeqCst) <= 0 {
            self.free.fetch_add(1, SeqCst);
            return None;
        }
        let mut sold = self.plan.lock().unwrap();
        let Some(seat) = sold.iter().position(|sold| !sold) else {
            self.free.fetch_add(1, SeqCst);
            return None;
        };
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        let mut sold = self.plan.lock().unwrap();
        if std::mem::replace(&mut sold[seat], false) {
            self.free.fetch_add(1, SeqCst);
        }
    }
}
