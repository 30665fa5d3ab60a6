//! rejected: assertion — the read lock is released before the write lock is taken
//! by: the_safe_is_never_too_full, two_moves_into_the_safe_never_take_more_than_the_till_holds

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
        let money = self.money.read().unwrap();
        if money.till < amount || money.safe + amount > SAFE_HOLDS {
            return false;
        }
        drop(money);
        let mut money = self.money.write().unwrap();
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
