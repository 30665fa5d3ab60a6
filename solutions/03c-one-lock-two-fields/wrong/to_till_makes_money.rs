//! rejected: assertion — `to_till` asks first, and then subtracts what may no longer be there
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
        let enough = self.count().1 >= amount;
        if enough {
            let mut money = self.money.lock().unwrap();
            money.safe = money.safe.saturating_sub(amount);
            money.till += amount;
        }
        enough
    }

    pub fn count(&self) -> (u32, u32) {
        let money = self.money.lock().unwrap();
        (money.till, money.safe)
    }
}
