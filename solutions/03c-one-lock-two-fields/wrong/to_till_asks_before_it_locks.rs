//! rejected: assertion — `to_till` asks under one lock of the mutex and moves under the next
//! by: two_moves_into_the_till_never_take_more_than_the_safe_holds

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
        let mut money = self.money.lock().unwrap();
        if money.till < amount || money.safe + amount > SAFE_HOLDS {
            return false;
        }
        money.till -= amount;
        money.safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        if self.money.lock().unwrap().safe < amount {
            return false;
        }
        let mut money = self.money.lock().unwrap();
        money.safe -= amount;
        money.till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let money = self.money.lock().unwrap();
        (money.till, money.safe)
    }
}
