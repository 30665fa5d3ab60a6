//! rejected: deadlock — the first guard lives to the end of the line, and the second `lock` waits for it
//! by: a_refused_move_changes_nothing, a_refused_move_changes_nothing_for_another, a_refused_move_into_the_till_changes_nothing_for_another, a_refused_move_into_the_till_is_never_seen, a_refused_move_is_never_seen, all_there_is_can_be_moved_and_no_more, count_is_right_however_often_money_is_moved, count_never_misses_money_on_its_way_into_the_safe, count_never_misses_money_on_its_way_into_the_till, count_sees_what_its_own_thread_has_moved, money_can_be_moved_back_as_soon_as_it_is_there, moves_in_both_directions_do_not_deadlock, the_safe_is_never_too_full, two_moves_into_the_safe_never_take_more_than_the_till_holds, two_moves_into_the_till_never_take_more_than_the_safe_holds

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
        (self.money.lock().unwrap().till, self.money.lock().unwrap().safe)
    }
}
