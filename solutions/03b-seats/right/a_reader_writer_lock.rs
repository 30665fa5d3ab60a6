//! right: a quick no under the read lock, the decision under the write lock

use interleave::sync::RwLock;

pub struct Cinema {
    plan: RwLock<Vec<bool>>,
}

impl Cinema {
    pub fn new(seats: usize) -> Self {
        Cinema { plan: RwLock::new(vec![false; seats]) }
    }

    pub fn book(&self, seat: usize) -> bool {
        if self.plan.read().unwrap()[seat] {
            return false;
        }
        !std::mem::replace(&mut self.plan.write().unwrap()[seat], true)
    }

    pub fn book_any(&self) -> Option<usize> {
        if self.plan.read().unwrap().iter().all(|sold| *sold) {
            return None;
        }
        let mut sold = self.plan.write().unwrap();
        let seat = sold.iter().position(|sold| !sold)?;
        sold[seat] = true;
        Some(seat)
    }

    pub fn cancel(&self, seat: usize) {
        self.plan.write().unwrap()[seat] = false;
    }
}
