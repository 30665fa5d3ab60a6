//! right: any free seat: this one starts with the last

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
        let mut sold = self.plan.lock().unwrap();
        let seat = sold.iter().rposition(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
