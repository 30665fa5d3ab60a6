//! A shop keeps its money in two places, both behind one lock.

use interleave::sync::Mutex;

/// The safe holds no more than this.
pub const SAFE_HOLDS: u32 = 100;

/// The money of the shop.
pub struct Shop {
    // One lock, because the rule mentions both numbers: their sum never changes.
    money: Mutex<Money>,
}

struct Money {
    till: u32,
    safe: u32,
}

impl Shop {
    /// A shop with these amounts in its till and in its safe.
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: Mutex::new(Money { till, safe }) }
    }

    /// Moves money from the till into the safe if the till has it and the safe has room for it. Returns whether it did.
    pub fn to_safe(&self, amount: u32) -> bool {
        let mut money = self.money.lock().unwrap();
        // All questions come before the first change, so that a refusal leaves everything as it was.
        if money.till < amount || money.safe + amount > SAFE_HOLDS {
            return false;
        }
        money.till -= amount;
        money.safe += amount;
        true
    }

    /// Moves money from the safe into the till if the safe has it. Returns whether it did.
    pub fn to_till(&self, amount: u32) -> bool {
        let mut money = self.money.lock().unwrap();
        if money.safe < amount {
            return false;
        }
        money.safe -= amount;
        money.till += amount;
        true
    }

    /// What is in the till and what is in the safe, both at the same moment.
    pub fn count(&self) -> (u32, u32) {
        let money = self.money.lock().unwrap();
        (money.till, money.safe)
    }
}
