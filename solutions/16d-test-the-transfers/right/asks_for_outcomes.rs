//! right: it asks for all outcomes, and asserts outside the explorer

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use interleave::{outcomes, thread};

pub use club::{Balance, Club, New, NotEnough};

/// From, to, and how much.
type Order = (u32, u32, u32);

pub fn test(new: New) {
    let far = [0, 6 << 28, 11 << 28];
    for (x, y) in [(1, 2), (6, 8), (5, 7), (0, 1 << 16), (u32::MAX, 0)] {
        check(new, &[(x, 5), (y, 5)], &[(x, y, 3), (y, x, 4)], &[(&[true, true], &[6, 4])]);
        check(new, &[(x, 5), (y, 5)], &[(x, y, 4), (y, x, 3)], &[(&[true, true], &[4, 6])]);
    }
    for [x, y, z] in [[1, 2, 3], far] {
        let orders = [(x, y, 1), (y, z, 1), (z, x, 1)];
        check(new, &[(x, 5), (y, 5), (z, 5)], &orders, &[(&[true; 3], &[5, 5, 5])]);
    }
    check(new, &[(1, 5)], &[(1, 1, 5), (1, 1, 6)], &[(&[true, false], &[5])]);
    let orders = [(1, 2, 5), (1, 3, 5)];
    let either: [(&[bool], &[u32]); 2] =
        [(&[false, true], &[0, 0, 5]), (&[true, false], &[0, 5, 0])];
    check(new, &[(1, 5), (2, 0), (3, 0)], &orders, &either);
    let sums = outcomes(|| seen_on_the_way(&*new(&[(1, 5), (2, 5)])));
    assert!(sums.values().all(|sum| sum.is_none_or(|sum| sum == 10)), "money comes or goes");
    outcomes(|| {
        let club = new(&[(1, 5), (2, 5), (3, 5), (4, 5)]);
        thread::scope(|s| {
            let _busy = club.lock(1);
            s.spawn(|| club.transfer(1, 2, 1));
            s.spawn(|| club.transfer(3, 4, 1)).join().unwrap().unwrap();
        });
    });
}

/// Runs all orders at once. Their results, and then the balances, must be one of `expected`.
#[track_caller]
fn check(new: New, accounts: &[(u32, u32)], orders: &[Order], expected: &[(&[bool], &[u32])]) {
    let found = outcomes(|| {
        let club = new(accounts);
        let done: Vec<bool> = thread::scope(|s| {
            let club = &club;
            let start = |&(from, to, amount)| s.spawn(move || club.transfer(from, to, amount));
            let threads: Vec<_> = orders.iter().map(start).collect();
            threads.into_iter().map(|thread| thread.join().unwrap().is_ok()).collect()
        });
        let balances: Vec<u32> = accounts.iter().map(|&(number, _)| *club.lock(number)).collect();
        (done, balances)
    });
    for (done, balances) in found.values() {
        let known = expected.contains(&(&done[..], &balances[..]));
        assert!(known, "{orders:?} among {accounts:?}: {done:?}, and then {balances:?}");
    }
}

fn seen_on_the_way(club: &dyn Club) -> Option<u32> {
    thread::scope(|s| {
        s.spawn(|| club.transfer(2, 1, 3));
        let (left, right) = (club.try_lock(1)?, club.try_lock(2)?);
        Some(*left + *right)
    })
}
