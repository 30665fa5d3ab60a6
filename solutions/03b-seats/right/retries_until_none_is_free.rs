//! right: `book_any` finds and books apart, and starts over as long as it finds one

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
        loop {
            let free = self.plan.lock().unwrap().iter().position(|sold| !sold)?;
            if self.book(free) {
                return Some(free);
            }
        }
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.lock().unwrap()[seat] = false;
    }
}
