//! rejected: assertion — when the safe is full, the money has already left the till
//! by: a_refused_move_changes_nothing, a_refused_move_changes_nothing_for_another, a_refused_move_is_never_seen, all_there_is_can_be_moved_and_no_more, the_safe_is_never_too_full

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
        if money.till < amount {
            return false;
        }
        money.till -= amount;
        if money.safe + amount > SAFE_HOLDS {
            return false;
        }
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
