//! rejected: assertion — a thread that reads has to hold both locks as well
//! by: count_is_right_however_often_money_is_moved, count_never_misses_money_on_its_way_into_the_safe, count_never_misses_money_on_its_way_into_the_till, count_sees_what_its_own_thread_has_moved, money_can_be_moved_back_as_soon_as_it_is_there, moves_in_both_directions_do_not_deadlock, no_call_gives_up_however_often_money_is_moved

use interleave::sync::Mutex;

pub const SAFE_HOLDS: u32 = 100;

pub struct Shop {
    till: Mutex<u32>,
    safe: Mutex<u32>,
}

impl Shop {
    pub fn new(till: u32, safe: u32) -> Self {
        Shop { till: Mutex::new(till), safe: Mutex::new(safe) }
    }

    pub fn to_safe(&self, amount: u32) -> bool {
        let mut till = self.till.lock().unwrap();
        let mut safe = self.safe.lock().unwrap();
        if *till < amount || *safe + amount > SAFE_HOLDS {
            return false;
        }
        *till -= amount;
        *safe += amount;
        true
    }

    pub fn to_till(&self, amount: u32) -> bool {
        let mut till = self.till.lock().unwrap();
        let mut safe = self.safe.lock().unwrap();
        if *safe < amount {
            return false;
        }
        *safe -= amount;
        *till += amount;
        true
    }

    pub fn count(&self) -> (u32, u32) {
        let till = *self.till.lock().unwrap();
        let safe = *self.safe.lock().unwrap();
        (till, safe)
    }
}
