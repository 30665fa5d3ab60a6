//! Small edits of a deposit under a lock, for the reader to choose from.

use expect_test::expect_file;
use figures::{Edit, check_edits};
use interleave::{Checker, FailureKind};
use one_lock::{adds_under_the_lock, adds_without_the_lock, loads_first};

use super::{s3_two_locks, thread};

/// The account with one lock, edited: each file differs from `src/s3_two_locks.rs` in the lines that the book shows.
#[allow(dead_code, reason = "the file has other accounts as well")]
mod one_lock {
    pub mod adds_under_the_lock;
    pub mod adds_without_the_lock;
    pub mod loads_first;
}

/// What every version can do.
trait Account: Sync {
    fn new(balance: u32) -> Self;
    fn deposit(&self, amount: u32);
    fn withdraw(&self, amount: u32) -> bool;
    fn balance(&self) -> u32;
}

macro_rules! accounts {
    ($($version:ident),*) => {$(
        impl Account for $version::OneLock {
            fn new(balance: u32) -> Self {
                $version::OneLock::new(balance)
            }
            fn deposit(&self, amount: u32) {
                self.deposit(amount);
            }
            fn withdraw(&self, amount: u32) -> bool {
                self.withdraw(amount)
            }
            fn balance(&self) -> u32 {
                self.balance()
            }
        }
    )*};
}
accounts!(s3_two_locks, adds_under_the_lock, adds_without_the_lock, loads_first);

/// There is 10 in the account. A deposits 5, and B withdraws 3.
fn deposit_and_withdrawal<A: Account>() {
    let account = A::new(10);
    thread::scope(|s| {
        s.spawn(|| account.deposit(5));
        s.spawn(|| assert!(account.withdraw(3)));
    });
    let balance = account.balance();
    assert!(balance == 12, "10 + 5 - 3 is 12, and the balance is {balance}");
}

macro_rules! edit {
    ($name:ident, $does:literal, $why:literal) => {
        Edit {
            file: concat!("../tests/edits/one_lock/", stringify!($name), ".rs"),
            does: $does,
            why: $why,
            programs: &[deposit_and_withdrawal::<$name::OneLock>],
        }
    };
}

#[test]
fn of_the_edits_of_the_deposit_one_does_no_harm() {
    let edits = [
        edit!(
            adds_without_the_lock,
            "`deposit` adds in one step, with `fetch_add`, and without the lock",
            "No step can come between the two halves of a `fetch_add`. But A's `fetch_add` can come between B's load and \
             B's store, because A doesn't ask for the lock that B holds."
        ),
        edit!(
            loads_first,
            "`deposit` loads the balance, and then acquires the lock",
            "Between A's load and A's store, B can acquire the lock and change the balance. A holds the lock when it \
             stores, but not when it loads."
        ),
        edit!(
            adds_under_the_lock,
            "`deposit` adds in one step, with `fetch_add`, under the lock",
            "The lock keeps B out, whether the addition takes one step or two. Under a lock that every thread acquires, `fetch_add` does no \
             harm and isn't needed."
        ),
    ];
    let kinds = check_edits(
        expect_file!["../../traces/edits-one-lock.json"],
        &Checker::new().order_only(),
        "../src/s3_two_locks.rs:one-lock",
        &[deposit_and_withdrawal::<s3_two_locks::OneLock>],
        &edits,
    );
    let lost = Some(FailureKind::Assertion);
    assert_eq!(kinds, [lost, lost, None]);
}
