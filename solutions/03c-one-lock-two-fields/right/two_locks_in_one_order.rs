//! right: two locks, always both, and always the till first

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    till: Mutex<u32>,
    safe: Mutex<u32>,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { till: Mutex::new(till), safe: Mutex::new(safe) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let (mut till, mut safe) = (self.till.lock().unwrap(), self.safe.lock().unwrap());
        if *till < amount || *safe + amount > SAFE_HOLDS {
            return false;
        }
        *till -= amount;
        *safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let (mut till, mut safe) = (self.till.lock().unwrap(), self.safe.lock().unwrap());
        if *safe < amount {
            return false;
        }
        *safe -= amount;
        *till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let (till, safe) = (self.till.lock().unwrap(), self.safe.lock().unwrap());
        (*till, *safe)
    }
}
