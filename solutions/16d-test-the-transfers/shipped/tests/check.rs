//! Runs your test on transfers that are right and on transfers that are wrong. The wrong ones are answers to exercise 16a.
//!
//! Classes of wrong tests closed here:
//! - one that refuses too much: `no_right_transfer_is_refused`, with three different orders of locking, and with clubs
//!   that refuse early, release early, and lock nothing to move nothing.
//! - one that asks for what no club promises: every club asserts that its caller holds no lock, and that its money fits.
//! - one that reads names or places in the source: `no_right_transfer_is_refused_for_its_name`.
//! - one that remembers, or counts its calls: each right one is tried twice, each of all in a process of its own.

use std::ops::{Deref, DerefMut};

use interleave::sync::{Mutex, MutexGuard};
use interleave::thread::{self, ThreadId};
use test_the_transfers::{Balance, Club, NotEnough};

/// The accounts of a club. `A` is the `Account` of one module.
struct Accounts<A> {
    accounts: Vec<A>,
    /// Which threads hold a lock. It belongs to the exercise, so the explorer needn't see it.
    holders: std::sync::Mutex<Vec<ThreadId>>,
}

/// The guard of an account, and who holds it.
struct Held<'a> {
    guard: MutexGuard<'a, u32>,
    holders: &'a std::sync::Mutex<Vec<ThreadId>>,
}

impl<'a> Held<'a> {
    fn new(guard: MutexGuard<'a, u32>, holders: &'a std::sync::Mutex<Vec<ThreadId>>) -> Self {
        holders.lock().unwrap().push(thread::current().id());
        Self { guard, holders }
    }
}

impl Deref for Held<'_> {
    type Target = u32;

    fn deref(&self) -> &u32 {
        &self.guard
    }
}

impl DerefMut for Held<'_> {
    fn deref_mut(&mut self) -> &mut u32 {
        &mut self.guard
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let (mut holders, id) = (self.holders.lock().unwrap(), thread::current().id());
        if let Some(i) = holders.iter().position(|&holder| holder == id) {
            holders.swap_remove(i);
        }
    }
}

/// What a module says about its `Account`.
trait Account: Send + Sync {
    fn number(&self) -> u32;
    fn balance(&self) -> &Mutex<u32>;
    fn transfer(from: &Self, to: &Self, amount: u32) -> Result<(), NotEnough>;
}

impl<A: Account> Accounts<A> {
    fn new(accounts: &[(u32, u32)], open: fn(u32, u32) -> A) -> Self {
        let money = accounts.iter().try_fold(0_u32, |sum, &(_, balance)| sum.checked_add(balance));
        assert!(
            money.is_some(),
            "all the money of a club fits in a `u32`, but not that of {accounts:?}"
        );
        let accounts = accounts.iter().map(|&(number, balance)| open(number, balance)).collect();
        Self { accounts, holders: std::sync::Mutex::default() }
    }

    fn find(&self, number: u32) -> &A {
        let found = self.accounts.iter().find(|account| account.number() == number);
        found.unwrap_or_else(|| panic!("the club has no account with the number {number}"))
    }
}

impl<A: Account> Club for Accounts<A> {
    fn transfer(&self, from: u32, to: u32, amount: u32) -> Result<(), NotEnough> {
        let holds = self.holders.lock().unwrap().contains(&thread::current().id());
        assert!(
            !holds,
            "`transfer` is called by a thread that holds the lock of an account; `src/club.rs` says that it must hold none"
        );
        A::transfer(self.find(from), self.find(to), amount)
    }

    fn lock(&self, account: u32) -> Balance<'_> {
        let balance = self.find(account).balance();
        Balance(Box::new(Held::new(balance.lock().unwrap(), &self.holders)))
    }

    fn try_lock(&self, account: u32) -> Option<Balance<'_>> {
        let balance = self.find(account).balance();
        Some(Balance(Box::new(Held::new(balance.try_lock().ok()?, &self.holders))))
    }
}

/// Makes a `Club` of the `Account` and the `transfer` in a module.
macro_rules! club {
    ($name:ident) => {
        impl Account for $name::Account {
            fn number(&self) -> u32 {
                self.number
            }

            fn balance(&self) -> &Mutex<u32> {
                &self.balance
            }

            fn transfer(from: &Self, to: &Self, amount: u32) -> Result<(), NotEnough> {
                $name::transfer(from, to, amount).map_err(|_| NotEnough)
            }
        }

        fn $name(accounts: &[(u32, u32)]) -> Box<dyn Club> {
            Box::new(Accounts::new(accounts, |number, balance| $name::Account {
                number,
                balance: Mutex::new(balance),
            }))
        }
    };
}

lineup::lineup! {
    test = test_the_transfers::test;
    make = club;

    fn no_right_transfer_is_refused() {
        right solved = "../../../solutions/16a-transfer/src/lib.rs";
        right a_function_that_locks_both = "../../../solutions/16a-transfer/right/a_function_that_locks_both.rs";
        right greater_first = "../../../solutions/16a-transfer/right/greater_first.rs";
        right order_of_addresses = "../../../solutions/16a-transfer/right/order_of_addresses.rs";
        right refuses_with_one_lock = "../../../solutions/16a-transfer/right/refuses_with_one_lock.rs";
        right greater_first_and_refuses_with_one_lock = "../../../solutions/16a-transfer/right/greater_first_and_refuses_with_one_lock.rs";
        right nothing_needs_no_lock = "../../../solutions/16a-transfer/right/nothing_needs_no_lock.rs";
        right early_release = "../../../solutions/16a-transfer/right/early_release.rs";
    }

    fn no_right_transfer_is_refused_for_its_name() {
        decoy decoy = "wrong/one_lock_for_all.rs";
    }

    fn a_circle_of_two_transfers_is_refused() {
        wrong to_first = "../../../solutions/16a-transfer/wrong/to_first.rs",
            "it locks `to`, and then `from`";
        wrong order_of_amounts = "../../../solutions/16a-transfer/wrong/order_of_amounts.rs",
            "an odd amount turns the order round";
        wrong order_of_balances = "../../../solutions/16a-transfer/wrong/order_of_balances.rs",
            "it locks the account with the smaller balance first";
    }

    fn an_order_with_gaps_is_refused() {
        wrong even_before_odd = "../../../solutions/16a-transfer/wrong/even_before_odd.rs",
            "even numbers come before odd ones";
        wrong order_of_short_numbers = "../../../solutions/16a-transfer/wrong/order_of_short_numbers.rs",
            "it compares the lower halves of the numbers";
        wrong order_on_a_circle = "../../../solutions/16a-transfer/wrong/order_on_a_circle.rs",
            "the numbers are on a circle, like hours on a clock";
    }

    fn money_that_is_lost_or_missing_is_refused() {
        wrong one_after_the_other = "../../../solutions/16a-transfer/wrong/one_after_the_other.rs",
            "money that has left one account is nowhere at first";
        wrong pays_in_first = "../../../solutions/16a-transfer/wrong/pays_in_first.rs",
            "money is in both accounts at first";
        wrong asks_before_it_locks = "../../../solutions/16a-transfer/wrong/asks_before_it_locks.rs",
            "there was enough when it looked";
    }

    fn an_account_that_pays_itself_wrong_is_refused() {
        wrong waits_for_itself = "../../../solutions/16a-transfer/wrong/waits_for_itself.rs",
            "it locks the same account twice";
        wrong pays_itself_twice = "../../../solutions/16a-transfer/wrong/pays_itself_twice.rs",
            "an account that pays itself has more afterwards";
        wrong itself_is_always_fine = "../../../solutions/16a-transfer/wrong/itself_is_always_fine.rs",
            "it pays itself more than it has";
    }

    fn a_transfer_that_others_hold_up_is_refused() {
        wrong one_lock_for_all = "../../../solutions/16a-transfer/wrong/one_lock_for_all.rs",
            "all transfers go through one lock";
        wrong refuses_when_busy = "../../../solutions/16a-transfer/wrong/refuses_when_busy.rs",
            "a transfer that would have to wait is refused";
    }
}
