//! Two cash machines on one account, in every interleaving.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two symmetric operations: `withdraw` and `withdraw_all` each meet deposits, withdrawals that are covered,
//!   doomed ones, and themselves.
//! - 2, the first time only: the tests with several deposits or withdrawals in a row.
//! - 4, std's types: refused in all exercises.
//! - 6, the boundary: `a_withdrawal_alone_is_paid_exactly_if_there_is_enough`, `very_large_amounts_are_no_exception`.
//! - 7, retry limits: `…_after_five_lost_races`, and `…_after_two_thousand`.
//! - one balance for all accounts: `each_account_has_a_balance_of_its_own`.
//!
//! The amounts are small, so that an answer which takes the money out one by one gets its verdict soon, too.

use std::sync::Mutex as Unseen;

use interleave::trace::Failure;
use interleave::{Checker, ReplayError, SearchError, thread};
use overdraw::Account;

/// Two threads on an account, and what each returned.
fn at_once<A: Send, B: Send>(
    account: &Account,
    one: impl FnOnce(&Account) -> A + Send,
    other: impl FnOnce(&Account) -> B + Send,
) -> (A, B) {
    thread::scope(|s| {
        let one = s.spawn(|| one(account));
        let other = s.spawn(|| other(account));
        (one.join().unwrap(), other.join().unwrap())
    })
}

/// Five deposits of 1.
fn deposit_five_times(account: &Account) {
    (0..5).for_each(|_| account.deposit(1));
}

#[track_caller]
fn check_left(account: &Account, left: u32, story: &str) {
    let balance = account.balance();
    assert!(balance == left, "{story}: {left} should be left, but the balance is {balance}");
}

#[test]
fn two_withdrawals_never_take_more_than_there_is() {
    interleave::model(|| {
        let account = Account::new(10);
        let paid = at_once(&account, |a| a.withdraw(7), |a| a.withdraw(7));
        assert!(paid != (true, true), "the account held 10, and paid out 7 twice");
        assert!(paid != (false, false), "the account held 10, and refused 7 twice");
        check_left(&account, 3, "7 of 10 was paid out");
    });
}

#[test]
fn two_covered_withdrawals_are_both_paid() {
    interleave::model(|| {
        let account = Account::new(3);
        let (one, two) = at_once(&account, |a| a.withdraw(1), |a| a.withdraw(2));
        assert!(one, "the account held enough for 1 and for 2, but refused 1");
        assert!(two, "the account held enough for 1 and for 2, but refused 2");
        check_left(&account, 0, "1 and 2 of 3 were paid out");
    });
}

#[test]
fn a_doomed_withdrawal_changes_nothing_for_another() {
    interleave::model(|| {
        let account = Account::new(10);
        let (doomed, valid) = at_once(&account, |a| a.withdraw(20), |a| a.withdraw(6));
        assert!(!doomed, "the account held 10, and paid out 20");
        assert!(valid, "6 of 10 was refused, because a withdrawal of 20 was under way");
        check_left(&account, 4, "6 of 10 was paid out");
    });
}

#[test]
fn a_doomed_withdrawal_does_not_help_another() {
    interleave::model(|| {
        let account = Account::new(2);
        let (more, less) = at_once(&account, |a| a.withdraw(4), |a| a.withdraw(3));
        assert!(!more, "the account held 2, and paid out 4");
        assert!(!less, "the account held 2, and paid out 3");
        check_left(&account, 2, "nothing was paid out");
    });
}

#[test]
fn a_doomed_withdrawal_is_never_seen() {
    interleave::model(|| {
        let account = Account::new(10);
        let (_, seen) = at_once(&account, |a| a.withdraw(20), Account::balance);
        assert!(
            seen == 10,
            "nothing was paid in or out, but another thread saw a balance of {seen}"
        );
    });
}

#[test]
fn a_doomed_withdrawal_changes_nothing_for_withdraw_all() {
    interleave::model(|| {
        let account = Account::new(10);
        let (doomed, all) = at_once(&account, |a| a.withdraw(20), Account::withdraw_all);
        assert!(!doomed, "the account held 10, and paid out 20");
        assert!(all == 10, "10 was all there was, but `withdraw_all` paid {all}");
        check_left(&account, 0, "everything was paid out");
    });
}

#[test]
fn a_deposit_is_neither_lost_nor_in_the_way() {
    interleave::model(|| {
        let account = Account::new(10);
        let (paid, ()) = at_once(&account, |a| a.withdraw(6), |a| a.deposit(5));
        assert!(paid, "6 of 10 was refused, because another thread paid in at the same time");
        check_left(&account, 9, "10 and 5 were paid in, 6 out");
    });
}

#[test]
fn withdraw_pays_after_five_lost_races() {
    interleave::model(|| {
        let account = Account::new(2);
        let (paid, ()) = at_once(&account, |a| a.withdraw(2), deposit_five_times);
        assert!(paid, "2 of 2 was refused, because another thread paid in five times meanwhile");
        check_left(&account, 5, "2 and five times 1 were paid in, 2 out");
    });
    interleave::model(|| {
        let account = Account::new(6);
        let (paid, others) =
            at_once(&account, |a| a.withdraw(2), |a| [1; 3].map(|n| a.withdraw(n)));
        assert!(paid, "2 of 6 was refused, because another thread took out 1 three times");
        assert!(others == [true; 3], "there was enough for 1, 1 and 1, but one was refused");
        check_left(&account, 1, "2 and three times 1 of 6 were paid out");
    });
}

#[test]
fn withdraw_all_pays_after_five_lost_races() {
    // The order of steps is all that a retry limit depends on.
    Checker::new().order_only().model(|| {
        let account = Account::new(1);
        let (all, ()) = at_once(&account, Account::withdraw_all, deposit_five_times);
        assert!(all >= 1, "the account held at least 1, but `withdraw_all` paid {all}");
        check_left(&account, 6 - all, &format!("1 and five times 1 were paid in, {all} out"));
    });
    interleave::model(|| {
        let account = Account::new(3);
        let (all, others) =
            at_once(&account, Account::withdraw_all, |a| [1; 3].map(|n| a.withdraw(n)));
        let out = all + others.iter().map(|paid| u32::from(*paid)).sum::<u32>();
        assert!(out == 3, "the account held 3, and paid out {out}, {all} of it by `withdraw_all`");
        check_left(&account, 0, "3 was paid out");
    });
}

/// One long run, without a picture: A withdraws from an account that holds 1, and B pays in 1 again and again, in
/// `steps` steps. B has taken `inside` of them when A takes its `first` steps. From then on A takes `turn` steps after
/// each deposit. A gets 0 if it gives up.
#[track_caller]
fn let_b_come_first(
    withdraw: fn(&Account) -> u32,
    steps: usize,
    (inside, first, turn): (usize, usize, usize),
) {
    let deposits = ("B".repeat(steps) + &"A".repeat(turn)).repeat(2_000);
    let schedule = "B".repeat(inside) + &"A".repeat(first) + &deposits;
    let (came_first, paid) = (Unseen::new(0), Unseen::new(None));
    let run = Checker::new().try_replay(&schedule, || {
        let account = Account::new(1);
        let pay = |account: &Account| *paid.lock().unwrap() = Some(withdraw(account));
        at_once(&account, pay, |account| {
            while paid.lock().unwrap().is_none() {
                account.deposit(1);
                *came_first.lock().unwrap() += 1;
            }
        });
    });
    let times = came_first.into_inner().unwrap();
    match run {
        Err(ReplayError::Fails(found)) => {
            let Failure::Assertion { message, .. } = found.failure else { panic!("\n{found}") };
            panic!(
                "another thread paid in {times} times, and then the withdrawal panicked: {message}"
            )
        }
        // The schedule ends where A waits, or is done.
        Ok(_) | Err(ReplayError::Search(SearchError::Schedule { .. })) => assert!(
            paid.into_inner().unwrap() != Some(0),
            "the account held at least 1 all the time, but after another thread had paid in {times} times, nothing was \
             paid out"
        ),
        Err(ReplayError::Search(error)) => panic!("{error}"),
    }
}

#[track_caller]
fn check_lost_races(withdraw: fn(&Account) -> u32) {
    let steps = interleave::replay("", || Account::new(1).deposit(1)).steps.len();
    for inside in 0..steps.min(4) {
        for (first, turn) in [(1, 1), (1, 2), (2, 2)] {
            let_b_come_first(withdraw, steps, (inside, first, turn));
        }
    }
}

#[test]
fn withdraw_pays_after_two_thousand_lost_races() {
    check_lost_races(|account| u32::from(account.withdraw(1)));
}

#[test]
fn withdraw_all_pays_after_two_thousand_lost_races() {
    check_lost_races(Account::withdraw_all);
}

#[test]
fn what_withdraw_all_returns_is_what_left_the_account() {
    interleave::model(|| {
        let account = Account::new(5);
        let (paid, all) = at_once(&account, |a| a.withdraw(3), Account::withdraw_all);
        let sum = if paid { 3 + all } else { all };
        assert!(sum == 5, "the account held 5, and paid out {sum}");
        check_left(&account, 0, "5 was paid out");
    });
}

#[test]
fn what_is_paid_in_meanwhile_is_paid_out_or_left() {
    interleave::model(|| {
        let account = Account::new(10);
        let ((), all) = at_once(&account, |a| a.deposit(5), Account::withdraw_all);
        assert!(all >= 10, "the account held at least 10, and all that was paid out is {all}");
        let left = account.balance();
        assert!(all + left == 15, "10 and 5 were paid in, {all} out, and {left} is left");
    });
}

#[test]
fn withdraw_all_leaves_nothing_that_was_paid_in_before() {
    interleave::model(|| {
        let account = Account::new(5);
        let deposit_and_look = |account: &Account| {
            account.deposit(1);
            account.balance()
        };
        let (seen, all) = at_once(&account, deposit_and_look, Account::withdraw_all);
        assert!(
            seen != 6 || all == 6,
            "a deposit made it 6, and 6 was still there afterwards; so `withdraw_all`, which came after that, must \
             pay 6, but it paid {all}"
        );
    });
}

#[test]
fn withdraw_all_never_pays_more_than_the_account_ever_held() {
    interleave::model(|| {
        let account = Account::new(10);
        let out_and_in = |account: &Account| {
            let paid = account.withdraw(6);
            account.deposit(6);
            paid
        };
        let (paid, all) = at_once(&account, out_and_in, Account::withdraw_all);
        assert!(
            all == 10 || (all == 4 && paid),
            "the account held 10, or 4 between a withdrawal of 6 and a deposit of 6, but `withdraw_all` paid {all}"
        );
        let left = account.balance();
        let out = if paid { 6 + all } else { all };
        assert!(out + left == 16, "10 and 6 were paid in, {out} out, and {left} is left");
    });
}

#[test]
fn two_withdraw_alls_pay_the_balance_once() {
    interleave::model(|| {
        let account = Account::new(10);
        let (one, other) = at_once(&account, Account::withdraw_all, Account::withdraw_all);
        assert!(
            (one, other) == (10, 0) || (one, other) == (0, 10),
            "the account held 10, and `withdraw_all` paid {one} and {other}"
        );
        check_left(&account, 0, "10 was paid out");
    });
}

#[test]
fn a_withdrawal_alone_is_paid_exactly_if_there_is_enough() {
    interleave::model(|| {
        let account = Account::new(10);
        assert!(!account.withdraw(11), "11 of 10 must be refused");
        assert!(account.withdraw(10), "10 of 10 must be paid");
        assert_eq!(account.balance(), 0);
        assert!(!account.withdraw(1), "1 of 0 must be refused");
        assert_eq!(account.withdraw_all(), 0, "the account is empty");
        account.deposit(7);
        assert_eq!(account.withdraw_all(), 7);
        assert_eq!(account.balance(), 0);
        assert!(account.withdraw(0), "a withdrawal of 0 is always covered");
    });
}

#[test]
fn very_large_amounts_are_no_exception() {
    interleave::model(|| {
        let account = Account::new(10);
        assert!(!account.withdraw(u32::MAX), "{} of 10 must be refused", u32::MAX);
        check_left(&account, 10, "nothing was paid out");
        let rich = Account::new(u32::MAX);
        assert!(rich.withdraw(1), "1 of {} must be paid", u32::MAX);
        check_left(&rich, u32::MAX - 1, "1 was paid out");
    });
}

#[test]
fn each_account_has_a_balance_of_its_own() {
    interleave::model(|| {
        let (account, other) = (Account::new(10), Account::new(5));
        check_left(&account, 10, "another account was opened with 5");
        assert!(other.withdraw(1), "1 of 5 must be paid");
        check_left(&account, 10, "1 was paid out of another account");
    });
}
