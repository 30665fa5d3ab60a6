//! rejected: assertion — the sign is put up after the lock is released, and stays when a seat was cancelled in between
//! by: a_seat_that_is_cancelled_is_sold_to_one_of_two

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicBool, Ordering::SeqCst};

pub struct Cinema {
    plan: Mutex<Vec<bool>>,
    sold_out: AtomicBool,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(vec![false; seats]), sold_out: AtomicBool::new(false) }
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
        if self.sold_out.load(SeqCst) {
            return None;
        }
        let mut sold = self.plan.lock().unwrap();
        let free = sold.iter().position(|sold| !sold);
        if let Some(seat) = free {
            sold[seat] = true;
        }
        drop(sold);
        if free.is_none() {
            self.sold_out.store(true, SeqCst);
        }
        free
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
        self.sold_out.store(false, SeqCst);
    }
}
