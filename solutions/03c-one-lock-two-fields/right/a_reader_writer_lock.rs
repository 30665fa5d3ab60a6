//! right: a reader-writer lock: `count` only reads

use interleave::sync::RwLock;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: RwLock<Money>,
}

struct Money {
    till: u32,
    safe: u32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: RwLock::new(Money { till, safe }) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let mut money = self.money.write().unwrap();
        if money.till < amount || money.safe + amount > SAFE_HOLDS {
            return false;
        }
        money.till -= amount;
        money.safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let mut money = self.money.write().unwrap();
        if money.safe < amount {
            return false;
        }
        money.safe -= amount;
        money.till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let money = self.money.read().unwrap();
        (money.till, money.safe)
    }
}
