//! A shop keeps its money in two places, each behind a lock of its own.

use interleave::sync::Mutex;

/// The safe holds no more than this.
pub const SAFE_HOLDS: u32 = 100;

/// The money of the shop.
// TODO: how many locks does this need?
pub struct Shop {
    till: Mutex<u32>,
    safe: Mutex<u32>,
}

impl Shop {
    /// A shop with these amounts in its till and in its safe.
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { till: Mutex::new(till), safe: Mutex::new(safe) }
    }

    /// Moves money from the till into the safe if the till has it and the safe has room for it. Returns whether it did.
    // TODO: no other thread may see the money on its way.
    pub fn to_safe(&self, amount: u32) -> bool {
        let mut till = self.till.lock().unwrap();
        if *till < amount {
            return false;
        }
        *till -= amount;
        drop(till);

        let mut safe = self.safe.lock().unwrap();
        if *safe + amount > SAFE_HOLDS {
            return false;
        }
        *safe += amount;
        true
    }

    /// Moves money from the safe into the till if the safe has it. Returns whether it did.
    // TODO: the same here.
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

    /// What is in the till and what is in the safe, both at the same moment.
    // TODO: the two numbers must not come from two different moments.
    pub fn count(&self) -> (u32, u32) {
        let till = *self.till.lock().unwrap();
        let safe = *self.safe.lock().unwrap();
        (till, safe)
    }
}
