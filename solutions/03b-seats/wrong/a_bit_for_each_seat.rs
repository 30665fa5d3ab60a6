//! rejected: assertion — a number of 64 bits has no room for seat 64
//! by: a_showing_may_have_more_than_64_seats

use interleave::sync::Mutex;

pub struct Cinema {
    plan: Mutex<u64>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: Mutex::new(if seats < 64 { u64::MAX << seats } else { 0 }) }
    }

    pub fn book(&self, seat: usize) -> bool {
        let mut sold = self.plan.lock().unwrap();
        let before = *sold;
        *sold |= 1 << (seat % 64);
        before != *sold
    }

    pub fn book_any(&self) -> Option<usize> {
        let mut sold = self.plan.lock().unwrap();
        let seat = sold.trailing_ones();
        *sold |= 1_u64.checked_shl(seat)?;
        Some(seat as usize)
    }

    pub fn cancel(&self, seat: usize) {
        *self.plan.lock().unwrap() &= !(1 << (seat % 64));
    }
}
