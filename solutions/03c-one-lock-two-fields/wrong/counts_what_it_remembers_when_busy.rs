//! rejected: assertion — `count` returns an old count while the lock is taken, and misses what its own thread has moved since
//! by: count_sees_what_its_own_thread_has_moved

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: Mutex<Money>,
    last: Mutex<(u32, u32)>,
}

struct Money {
    till: u32,
    safe: u32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: Mutex::new(Money { till, safe }), last: Mutex::new((till, safe)) }
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
        let mut money = self.money.lock().unwrap();
        if money.safe < amount {
            return false;
        }
        money.safe -= amount;
        money.till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        match self.money.try_lock() {
            Ok(money) => {
                *self.last.lock().unwrap() = (money.till, money.safe);
                (money.till, money.safe)
            }
            Err(_) => *self.last.lock().unwrap(),
        }
    }
}
