//! rejected: assertion — the accountant waits for the money on its way, but another move does not, and finds it missing
//! by: a_refused_move_changes_nothing_for_another

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    till: Mutex<u32>,
    safe: Mutex<u32>,
    total: u32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { till: Mutex::new(till), safe: Mutex::new(safe), total: till + safe }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let mut till = self.till.lock().unwrap();
        if *till < amount {
            return false;
        }
        *till -= amount;
        drop(till);
        let mut safe = self.safe.lock().unwrap();
        if *safe + amount > SAFE_HOLDS {
            drop(safe);
            *self.till.lock().unwrap() += amount;
            return false;
        }
        *safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let mut safe = self.safe.lock().unwrap();
        if *safe < amount {
            return false;
        }
        *safe -= amount;
        drop(safe);
        *self.till.lock().unwrap() += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        loop {
            let till = *self.till.lock().unwrap();
            let safe = *self.safe.lock().unwrap();
            if till + safe == self.total {
                return (till, safe);
            }
            interleave::thread::yield_now();
        }
    }
}
