//! right: every pair and every triple of some numbers, with a thread that looks on, compared with books in plain numbers

#[path = "../../../exercises/16d-test-the-transfers/src/club.rs"]
mod club;

use std::collections::BTreeMap;

use interleave::{model, thread};

pub use club::{Balance, Club, New, NotEnough};

const NUMBERS: [u32; 7] = [0, 1, 2, 3, 0x1_0001, 0x5555_0000, 0xAAAA_0000];

pub fn test(new: New) {
    model(|| agrees_with_the_books(new));
    for (i, &x) in NUMBERS.iter().enumerate() {
        for (j, &y) in NUMBERS.iter().enumerate().skip(i + 1) {
            model(|| circle(new, &[x, y]));
            for &z in &NUMBERS[j + 1..] {
                model(|| circle(new, &[x, y, z]));
            }
        }
    }
    model(|| last_coins(new));
    model(|| neighbours_are_busy(new));
}

fn agrees_with_the_books(new: New) {
    let accounts = [(1, 4), (2, 2)];
    let (club, mut books) = (new(&accounts), BTreeMap::from(accounts));
    for amount in 0..=7 {
        for (from, to) in [(1, 2), (1, 1), (2, 1), (2, 2)] {
            let enough = books[&from] >= amount;
            if enough {
                *books.get_mut(&from).unwrap() -= amount;
                *books.get_mut(&to).unwrap() += amount;
            }
            let done = club.transfer(from, to, amount);
            assert!(done.is_ok() == enough, "{amount} from {from} to {to}: {done:?}");
            for (&number, &balance) in &books {
                assert_eq!(*club.lock(number), balance, "{amount} from {from} to {to}");
            }
        }
    }
}

/// Each account pays the next one, and the last one pays the first.
fn circle(new: New, numbers: &[u32]) {
    let accounts: Vec<(u32, u32)> = numbers.iter().map(|&number| (number, 20)).collect();
    let club = new(&accounts);
    let next = numbers.iter().cycle().skip(1);
    thread::scope(|s| {
        for ((&from, &to), amount) in numbers.iter().zip(next).zip(1..) {
            let club = &club;
            s.spawn(move || assert_eq!(club.transfer(from, to, amount), Ok(())));
        }
        if let [x, y] = *numbers
            && let Some(left) = club.try_lock(x)
            && let Some(right) = club.try_lock(y)
        {
            assert!(*left + *right == 40, "money comes or goes");
        }
    });
    let sum: u32 = numbers.iter().map(|&number| *club.lock(number)).sum();
    assert_eq!(sum as usize, 20 * numbers.len());
}

fn last_coins(new: New) {
    let club = new(&[(1, 5), (2, 0)]);
    thread::scope(|s| {
        let a = s.spawn(|| club.transfer(1, 2, 3));
        let here = club.transfer(1, 2, 4);
        assert!(a.join().unwrap().is_ok() != here.is_ok(), "there were 5, for 3 and for 4");
    });
}

fn neighbours_are_busy(new: New) {
    let club = new(&[(1, 1), (2, 0), (3, 1), (4, 0)]);
    thread::scope(|s| {
        s.spawn(|| club.transfer(3, 4, 1));
        let busy = club.lock(4);
        assert_eq!(s.spawn(|| club.transfer(1, 2, 1)).join().unwrap(), Ok(()));
        drop(busy);
    });
}
