//! Two cash machines on one account, in every order.

use interleave::thread;
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

#[track_caller]
fn check_left(account: &Account, left: u32, story: &str) {
    let balance = account.balance();
    assert!(balance == left, "{story}: {left} must be left, but the balance is {balance}");
}

#[test]
fn two_withdrawals_never_take_more_than_there_is() {
    interleave::model(|| {
        let account = Account::new(100);
        let paid = at_once(&account, |a| a.withdraw(70), |a| a.withdraw(70));
        assert!(paid != (true, true), "the account held 100, and paid out 70 twice");
        assert!(paid != (false, false), "the account held 100, and refused 70 twice");
        check_left(&account, 30, "70 of 100 was paid out");
    });
}

#[test]
fn two_withdrawals_for_which_there_is_enough_are_both_paid() {
    interleave::model(|| {
        let account = Account::new(100);
        let (thirty, seventy) = at_once(&account, |a| a.withdraw(30), |a| a.withdraw(70));
        assert!(thirty, "the account held enough for 30 and for 70, but refused 30");
        assert!(seventy, "the account held enough for 30 and for 70, but refused 70");
        check_left(&account, 0, "30 and 70 of 100 were paid out");
    });
}

#[test]
fn a_doomed_withdrawal_changes_nothing_for_another() {
    interleave::model(|| {
        let account = Account::new(100);
        let (doomed, valid) = at_once(&account, |a| a.withdraw(200), |a| a.withdraw(60));
        assert!(!doomed, "the account held 100, and paid out 200");
        assert!(
            valid,
            "60 of 100 was refused, because somebody else asked for 200 and got nothing"
        );
        check_left(&account, 40, "60 of 100 was paid out");
    });
}

#[test]
fn a_doomed_withdrawal_does_not_help_another() {
    interleave::model(|| {
        let account = Account::new(100);
        let (more, less) = at_once(&account, |a| a.withdraw(200), |a| a.withdraw(150));
        assert!(!more, "the account held 100, and paid out 200");
        assert!(!less, "the account held 100, and paid out 150");
        check_left(&account, 100, "nothing was paid out");
    });
}

#[test]
fn a_doomed_withdrawal_is_never_seen() {
    interleave::model(|| {
        let account = Account::new(100);
        let (_, seen) = at_once(&account, |a| a.withdraw(200), Account::balance);
        assert!(seen == 100, "nothing was paid in or out, but somebody saw a balance of {seen}");
    });
}

#[test]
fn a_deposit_is_neither_lost_nor_in_the_way() {
    interleave::model(|| {
        let account = Account::new(100);
        let (paid, ()) = at_once(&account, |a| a.withdraw(60), |a| a.deposit(50));
        assert!(paid, "60 of 100 was refused, because somebody paid in at the same time");
        check_left(&account, 90, "100 and 50 were paid in, 60 out");
    });
}

#[test]
fn a_withdrawal_is_paid_however_often_somebody_was_faster() {
    interleave::model(|| {
        let account = Account::new(100);
        let (paid, ()) =
            at_once(&account, |a| a.withdraw(60), |a| (0..3).for_each(|_| a.deposit(10)));
        assert!(paid, "60 of 100 was refused, because somebody paid in three times meanwhile");
        check_left(&account, 70, "100 and three times 10 were paid in, 60 out");
    });
}

#[test]
fn what_withdraw_all_says_is_what_left_the_account() {
    interleave::model(|| {
        let account = Account::new(100);
        let (paid, all) = at_once(&account, |a| a.withdraw(60), Account::withdraw_all);
        let sum = if paid { 60 + all } else { all };
        assert!(sum == 100, "the account held 100, and paid out {sum}");
        check_left(&account, 0, "100 was paid out");
    });
}

#[test]
fn what_is_paid_in_meanwhile_is_paid_out_or_left() {
    interleave::model(|| {
        let account = Account::new(100);
        let ((), all) = at_once(&account, |a| a.deposit(50), Account::withdraw_all);
        assert!(all >= 100, "the account held at least 100, and all that was paid out is {all}");
        let left = account.balance();
        assert!(all + left == 150, "100 and 50 were paid in, {all} out, and {left} is left");
    });
}

#[test]
fn everything_is_all_that_was_there_at_one_moment() {
    interleave::model(|| {
        let account = Account::new(100);
        let deposit_and_look = |account: &Account| {
            account.deposit(50);
            account.balance()
        };
        let (seen, all) = at_once(&account, deposit_and_look, Account::withdraw_all);
        assert!(
            seen != 150 || all == 150,
            "somebody paid in, and saw 150 in the account; so everything that was paid out after that is 150, but \
             it was {all}"
        );
    });
}

#[test]
fn everything_is_paid_out_only_once() {
    interleave::model(|| {
        let account = Account::new(100);
        let (one, other) = at_once(&account, Account::withdraw_all, Account::withdraw_all);
        assert!(one + other == 100, "the account held 100, and paid out {one} and {other}");
        check_left(&account, 0, "100 was paid out");
    });
}

#[test]
fn alone_it_does_what_it_says() {
    interleave::model(|| {
        let account = Account::new(100);
        assert!(!account.withdraw(101), "101 of 100 must be refused");
        assert!(account.withdraw(100), "100 of 100 must be paid");
        assert_eq!(account.balance(), 0);
        account.deposit(7);
        assert_eq!(account.withdraw_all(), 7);
        assert_eq!(account.balance(), 0);
        assert!(account.withdraw(0), "nothing can always be paid");
    });
}

#[test]
fn alone_it_knows_very_big_amounts() {
    interleave::model(|| {
        let account = Account::new(100);
        assert!(!account.withdraw(u32::MAX), "{} of 100 must be refused", u32::MAX);
        check_left(&account, 100, "nothing was paid out");
        let rich = Account::new(u32::MAX);
        assert!(rich.withdraw(1), "1 of {} must be paid", u32::MAX);
        check_left(&rich, u32::MAX - 1, "1 was paid out");
    });
}
