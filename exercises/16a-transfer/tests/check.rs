//! Transfers in all directions, in every order.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two directions only: both directions, circles, the same direction twice.
//! - 2, the first time only: `an_account_can_be_used_again`.
//! - 3, one kind of data: numbers that are neighbours, both even, both odd, far apart, too great for a float to tell
//!   apart, the same but for a sign, multiples of many a divisor; equal balances.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting for others: `a_transfer_waits_for_its_own_accounts_only`.
//! - 6, the boundary: nothing, exactly all, one more than all; an account that pays itself; all the money there can be.

use interleave::sync::Mutex;
use interleave::trace::Operation;
use interleave::{Checker, Verdict, thread};
use transfer::{Account, NotEnough, transfer};

fn account(number: u32, balance: u32) -> Account {
    Account { number, balance: Mutex::new(balance) }
}

/// All interleavings. Only transfers that try again and again have more than so many.
fn in_time() -> Checker {
    Checker::new().max_executions(200)
}

#[track_caller]
fn check_balances(accounts: &[&Account], expected: &[u32]) {
    let balances: Vec<u32> = accounts.iter().map(|one| *one.balance.lock().unwrap()).collect();
    assert!(balances == expected, "the balances are {balances:?}; they should be {expected:?}");
}

#[test]
fn two_transfers_in_opposite_directions_end() {
    let far = [(1, 65_537), (0, u32::MAX), (u32::MAX, 0), (0, 1 << 31), (1, u32::MAX)];
    // Multiples of every number from 2 to 20, and of powers of ten: such a remainder is 0, as that of 0.
    let multiples = [(0, 3_491_888_400), (0, 4_000_000_000)];
    let near = [(1, 2), (2, 1), (3, 7), (4, 8), (1 << 24, (1 << 24) + 1), (u32::MAX - 1, u32::MAX)];
    for (one, other) in near.into_iter().chain(far).chain(multiples) {
        in_time().model(|| {
            // Equal balances, and they are equal again after both.
            let (left, right) = (account(one, 10), account(other, 10));
            thread::scope(|s| {
                s.spawn(|| assert_eq!(transfer(&left, &right, 5), Ok(())));
                s.spawn(|| assert_eq!(transfer(&right, &left, 5), Ok(())));
            });
            check_balances(&[&left, &right], &[10, 10]);
        });
    }
}

#[test]
fn two_transfers_between_unequal_balances_end() {
    in_time().model(|| {
        // Which of the two has more changes on the way.
        let (left, right) = (account(1, 9), account(2, 10));
        thread::scope(|s| {
            s.spawn(|| assert_eq!(transfer(&left, &right, 4), Ok(())));
            s.spawn(|| assert_eq!(transfer(&right, &left, 8), Ok(())));
        });
        check_balances(&[&left, &right], &[13, 6]);
    });
}

#[test]
fn three_transfers_in_a_circle_end() {
    let thirds = [0, u32::MAX / 3, u32::MAX / 3 * 2];
    for [x, y, z] in [[1, 2, 3], [3, 2, 1], [2, 4, 6], [5, 9, 7], thirds] {
        in_time().model(|| {
            let (a, b, c) = (account(x, 10), account(y, 10), account(z, 10));
            thread::scope(|s| {
                s.spawn(|| assert_eq!(transfer(&a, &b, 1), Ok(())));
                s.spawn(|| assert_eq!(transfer(&b, &c, 2), Ok(())));
                s.spawn(|| assert_eq!(transfer(&c, &a, 4), Ok(())));
            });
            check_balances(&[&a, &b, &c], &[13, 9, 8]);
        });
    }
}

#[test]
fn an_account_can_be_used_again() {
    in_time().model(|| {
        let (left, right) = (account(1, 10), account(2, 10));
        thread::scope(|s| {
            s.spawn(|| {
                for _ in 0..2 {
                    assert_eq!(transfer(&left, &right, 1), Ok(()));
                }
            });
            s.spawn(|| {
                for _ in 0..2 {
                    assert_eq!(transfer(&right, &left, 2), Ok(()));
                }
            });
        });
        check_balances(&[&left, &right], &[12, 8]);
    });
}

#[test]
fn no_thread_finds_money_missing() {
    for (one, other) in [(1, 2), (2, 1)] {
        in_time().model(|| {
            let (left, right) = (account(one, 10), account(other, 10));
            thread::scope(|s| {
                s.spawn(|| _ = transfer(&left, &right, 3));
                s.spawn(|| _ = transfer(&right, &left, 5));
                // It tries, and so it can't be in a circle itself.
                let left = left.balance.try_lock();
                let right = right.balance.try_lock();
                if let (Ok(left), Ok(right)) = (left, right) {
                    let sum = *left + *right;
                    assert!(sum == 20, "main holds both locks, and the sum is {sum} instead of 20");
                }
            });
        });
    }
}

#[test]
fn what_is_not_there_is_not_moved() {
    in_time().model(|| {
        for (one, other) in [(1, 2), (2, 1)] {
            let (from, to) = (account(one, 10), account(other, 7));
            assert_eq!(transfer(&from, &to, 11), Err(NotEnough));
            assert_eq!(transfer(&from, &to, u32::MAX), Err(NotEnough));
            check_balances(&[&from, &to], &[10, 7]);
            assert_eq!(transfer(&from, &to, 0), Ok(()));
            assert_eq!(transfer(&from, &to, 10), Ok(()));
            check_balances(&[&from, &to], &[0, 17]);
            let (from, to) = (account(one, u32::MAX - 7), account(other, 7));
            assert_eq!(transfer(&from, &to, u32::MAX - 6), Err(NotEnough));
            assert_eq!(transfer(&from, &to, u32::MAX - 7), Ok(()));
            check_balances(&[&from, &to], &[0, u32::MAX]);
        }
    });
}

#[test]
fn of_two_transfers_that_want_all_of_it_one_is_refused() {
    in_time().model(|| {
        let (from, left, right) = (account(2, 10), account(1, 0), account(3, 0));
        let results = thread::scope(|s| {
            let a = s.spawn(|| transfer(&from, &left, 10));
            let b = s.spawn(|| transfer(&from, &right, 10));
            [a.join().unwrap(), b.join().unwrap()]
        });
        let paid = results.iter().filter(|result| result.is_ok()).count();
        assert!(paid == 1, "there was enough for one of two transfers, and {paid} were made");
        let left = *left.balance.lock().unwrap();
        check_balances(&[&from, &right], &[0, 10 - left]);
    });
}

#[test]
fn an_account_can_pay_itself() {
    in_time().model(|| {
        let one = account(1, 10);
        for amount in [0, 3, 10] {
            assert_eq!(transfer(&one, &one, amount), Ok(()), "{amount} of 10");
        }
        assert_eq!(transfer(&one, &one, 11), Err(NotEnough), "11 of 10");
        check_balances(&[&one], &[10]);
    });
}

#[test]
fn a_transfer_waits_for_its_own_accounts_only() {
    in_time().model(|| {
        let accounts = [account(1, 10), account(2, 10), account(3, 10), account(4, 10)];
        let [a, b, c, d] = &accounts;
        thread::scope(|s| {
            // Main holds account 3 until A is done. B and C wait for it.
            let busy = c.balance.lock().unwrap();
            s.spawn(|| transfer(c, d, 1));
            s.spawn(|| transfer(d, c, 1));
            let moves = s.spawn(|| transfer(a, b, 1));
            assert_eq!(moves.join().unwrap(), Ok(()));
            drop(busy);
        });
        check_balances(&[a, b], &[9, 11]);
    });
}

#[test]
fn each_lock_is_asked_for_once() {
    let two_ways = || {
        let (left, right) = (account(1, 10), account(2, 10));
        thread::scope(|s| {
            s.spawn(|| transfer(&left, &right, 1));
            s.spawn(|| transfer(&right, &left, 1));
        });
    };
    in_time().model(two_ways);
    let Verdict::Holds(explored) = in_time().check(two_ways) else { return };
    let tries = explored.most(Operation::TryLock) + explored.most(Operation::TryLockFailed);
    let locks = explored.most(Operation::Lock) + tries;
    assert!(
        locks <= 4,
        "two transfers need four locks, and asked for one {locks} times, by `lock` or `try_lock`"
    );
    let naps = explored.most(Operation::Sleep) + explored.most(Operation::Yield);
    assert!(naps == 0, "a transfer waits for a lock, and for nothing else");
}
