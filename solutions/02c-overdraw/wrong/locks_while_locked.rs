//! rejected: deadlock — `withdraw_all` holds the lock while it calls `withdraw`, which waits for it
//! by: what_withdraw_all_says_is_what_left_the_account, what_is_paid_in_meanwhile_is_paid_out_or_left, everything_is_paid_out_only_once, alone_it_does_what_it_says, everything_is_all_that_was_there_at_one_moment

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
