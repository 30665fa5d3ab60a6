//! rejected: deadlock — `withdraw_all` holds the lock while it calls `withdraw`, which waits for it
//! by: a_doomed_withdrawal_changes_nothing_for_withdraw_all, a_withdrawal_alone_is_paid_exactly_if_there_is_enough, two_withdraw_alls_pay_the_balance_once, what_is_paid_in_meanwhile_is_paid_out_or_left, what_withdraw_all_returns_is_what_left_the_account, withdraw_all_leaves_nothing_that_was_paid_in_before, withdraw_all_never_pays_more_than_the_account_ever_held, withdraw_all_pays_after_five_lost_races, withdraw_all_pays_after_two_thousand_lost_races (assertion)

use interleave::sync::Mutex;

pub struct Account {
    balance: Mutex<u32>,
}

impl Account {
    pub fn new(balance: u32) -> Self {
        Account { balance: Mutex::new(balance) }
    }

    pub fn balance(&self) -> u32 {
        *self.balance.lock().unwrap()
    }

    pub fn deposit(&self, amount: u32) {
        *self.balance.lock().unwrap() += amount;
    }

    pub fn withdraw(&self, amount: u32) -> bool {
        let mut balance = self.balance.lock().unwrap();
        if *balance < amount {
            return false;
        }
        *balance -= amount;
        true
    }

    pub fn withdraw_all(&self) -> u32 {
        let balance = self.balance.lock().unwrap();
        let all = *balance;
        self.withdraw(all);
        all
    }
}
