//! rejected: assertion — until the money is put back, the accountant finds too little
//! by: count_is_right_however_often_money_is_moved, count_never_misses_money_on_its_way_into_the_safe, count_sees_what_its_own_thread_has_moved, moves_in_both_directions_do_not_deadlock

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    money: Mutex<Money>,
}

#[derive(Clone, Copy)]
struct Money {
    till: u32,
    safe: u32,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { money: Mutex::new(Money { till, safe }) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let before = *self.money.lock().unwrap();
        before.till >= amount && before.safe + amount <= SAFE_HOLDS && self.moved(amount)
    }

    fn moved(&self, amount: u32) -> bool {
        let mut money = self.money.lock().unwrap();
        if money.till < amount {
            return false;
        }
        money.till -= amount;
        drop(money);
        let mut money = self.money.lock().unwrap();
        if money.safe + amount > SAFE_HOLDS {
            money.till += amount;
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
