//! rejected: assertion — it waits for two locks in its own order, which is not that of every transfer
//! by: no_right_transfer_is_refused (deadlock)

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use interleave::{model, thread};

pub use club::{Balance, Club, New, NotEnough};

/// Returns if the clubs that `new` makes are right, and panics if they are wrong.
pub fn test(new: New) {
    model(|| what_is_not_there_is_not_moved(new));
    model(|| an_account_can_pay_itself(new));
    // Neighbours, both even, both odd, the same but for the upper half, and far apart.
    for (left, right) in [(1, 2), (2, 4), (3, 7), (1, 65_537), (0, u32::MAX)] {
        model(|| two_transfers_in_opposite_directions_end(new, left, right));
    }
    // Each of the last three is less than half of all numbers before the next one.
    for numbers in [[1, 2, 3], [2, 4, 6], [0, u32::MAX / 3, u32::MAX / 3 * 2]] {
        model(|| three_transfers_in_a_circle_end(new, numbers));
    }
    model(|| no_money_is_missing(new));
    model(|| what_is_there_once_is_moved_once(new));
    model(|| a_transfer_waits_for_its_own_accounts_only(new));
}

fn what_is_not_there_is_not_moved(new: New) {
    let club = new(&[(1, 10), (2, 7)]);
    for (from, to, amount) in [(1, 2, 11), (2, 1, 8)] {
        assert_eq!(club.transfer(from, to, amount), Err(NotEnough));
    }
    assert_eq!(balances(&*club, [1, 2]), [10, 7]);
    assert_eq!(club.transfer(1, 2, 10), Ok(()));
    assert_eq!(balances(&*club, [1, 2]), [0, 17]);
}

fn an_account_can_pay_itself(new: New) {
    let club = new(&[(1, 10)]);
    assert_eq!(club.transfer(1, 1, 10), Ok(()));
    assert_eq!(club.transfer(1, 1, 11), Err(NotEnough));
    assert_eq!(balances(&*club, [1]), [10]);
}

fn two_transfers_in_opposite_directions_end(new: New, left: u32, right: u32) {
    let club = new(&[(left, 10), (right, 10)]);
    thread::scope(|s| {
        s.spawn(|| assert_eq!(club.transfer(left, right, 1), Ok(())));
        s.spawn(|| assert_eq!(club.transfer(right, left, 3), Ok(())));
    });
    assert_eq!(balances(&*club, [left, right]), [12, 8]);
}

fn three_transfers_in_a_circle_end(new: New, numbers: [u32; 3]) {
    let [a, b, c] = numbers;
    let club = new(&numbers.map(|number| (number, 10)));
    thread::scope(|s| {
        s.spawn(|| assert_eq!(club.transfer(a, b, 1), Ok(())));
        s.spawn(|| assert_eq!(club.transfer(b, c, 2), Ok(())));
        s.spawn(|| assert_eq!(club.transfer(c, a, 4), Ok(())));
    });
    assert_eq!(balances(&*club, numbers), [13, 9, 8]);
}

fn no_money_is_missing(new: New) {
    let club = new(&[(1, 10), (2, 10)]);
    thread::scope(|s| {
        s.spawn(|| club.transfer(1, 2, 3));
        let left = club.lock(1);
        let right = club.lock(2);
        let sum = *left + *right;
        assert!(sum == 20, "main holds both locks, and the sum is {sum} instead of 20");
    });
}

fn what_is_there_once_is_moved_once(new: New) {
    let club = new(&[(1, 0), (2, 10), (3, 0)]);
    let paid = thread::scope(|s| {
        let moves = [1, 3].map(|to| {
            let club = &club;
            s.spawn(move || club.transfer(2, to, 10))
        });
        moves.map(|thread| thread.join().unwrap())
    });
    let both = paid.iter().filter(|paid| paid.is_ok()).count();
    assert!(both == 1, "there was enough for one of two transfers, and {both} were made");
    assert_eq!(balances(&*club, [1, 2, 3]).iter().sum::<u32>(), 10);
}

fn a_transfer_waits_for_its_own_accounts_only(new: New) {
    let club = new(&[(1, 10), (2, 10), (3, 10), (4, 10)]);
    thread::scope(|s| {
        let busy = club.lock(3);
        s.spawn(|| club.transfer(3, 4, 1));
        // Main releases the lock only after B is done.
        let b = s.spawn(|| club.transfer(1, 2, 1));
        assert_eq!(b.join().unwrap(), Ok(()));
        drop(busy);
    });
}

/// What is in these accounts. One is locked at a time.
fn balances<const N: usize>(club: &dyn Club, accounts: [u32; N]) -> [u32; N] {
    accounts.map(|account| *club.lock(account))
}
