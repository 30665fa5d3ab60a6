//! rejected: assertion — the two numbers come from two different moments
//! by: count_is_right_however_often_money_is_moved, count_never_misses_money_on_its_way_into_the_safe, count_never_misses_money_on_its_way_into_the_till, count_sees_what_its_own_thread_has_moved, money_can_be_moved_back_as_soon_as_it_is_there, moves_in_both_directions_do_not_deadlock, no_call_gives_up_however_often_money_is_moved

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
        let mut money = self.money.lock().unwrap();
        if money.safe < amount {
            return false;
        }
        money.safe -= amount;
        money.till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let till = self.money.lock().unwrap().till;
        let safe = self.money.lock().unwrap().safe;
        (till, safe)
    }
}
