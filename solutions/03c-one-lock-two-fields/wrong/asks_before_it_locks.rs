//! rejected: assertion — what was true when it asked need not be true when it moves the money
//! by: two_moves_into_the_safe_never_take_more_than_the_till_holds, the_safe_is_never_too_full

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: Mutex<Money>,
}

struct Money {
    till: u32,
    safe: u32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: Mutex::new(Money { till, safe }) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let (till, safe) = self.count();
        if till < amount || safe + amount > SAFE_HOLDS {
            return false;
        }
        let mut money = self.money.lock().unwrap();
        money.till -= amount;
        money.safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let mut money = self.money.lock().unwrap();
        if money.safe < amount {
            return false;
        }
        money.safe -= amount;
        money.till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let money = self.money.lock().unwrap();
        (money.till, money.safe)
    }
}
