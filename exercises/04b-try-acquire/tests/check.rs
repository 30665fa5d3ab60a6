//! People in a hurry, and people with time, at one chair.
//!
//! `order_only`: which orderings a lock needs is the question of chapter 7.

use interleave::sync::atomic::{AtomicBool, AtomicU32, Ordering::SeqCst};
use interleave::trace::Operation;
use interleave::{Checker, Verdict, thread};
use try_acquire::{BinaryLock, NotLocked};

/// So many people in a hurry, and how many of them sat down. Nobody gets up again.
fn sat_down(people: u32) -> u32 {
    let lock = BinaryLock::default();
    thread::scope(|s| {
        let people: Vec<_> = (0..people).map(|_| s.spawn(|| lock.try_acquire())).collect();
        people.into_iter().map(|one| u32::from(one.join().unwrap())).sum()
    })
}

#[test]
fn of_two_who_try_one_sits_down_and_the_other_goes_away() {
    Checker::new().order_only().model(|| match sat_down(2) {
        0 => panic!("the chair was free, but both of them went away"),
        2 => panic!("there is one chair, but both of them sat down"),
        _ => {}
    });
}

#[test]
fn of_three_who_try_one_sits_down() {
    Checker::new().order_only().model(|| {
        let sat = sat_down(3);
        assert!(sat == 1, "there is one chair, it was free, and three tried; but {sat} sat down");
    });
}

#[test]
fn whoever_tries_a_free_chair_sits_in_it() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(lock.try_acquire(), "the chair was free, and nobody else was there");
            assert!(lock.locked(), "somebody was told to sit down, but the chair is not taken");
            assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
        }
    });
}

#[test]
fn whoever_tries_a_taken_chair_changes_nothing() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        for _ in 0..2 {
            assert!(!lock.try_acquire(), "somebody sat in the chair");
            assert!(lock.locked(), "somebody sits in the chair, but it looks free");
        }
        assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
        assert!(!lock.locked(), "the only one who sat in the chair got up, but it is taken");
    });
}

#[test]
fn nobody_is_refused_because_of_somebody_who_was_refused() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        let (early, late) = thread::scope(|s| {
            let early = s.spawn(|| lock.try_acquire());
            assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
            let late = lock.try_acquire();
            (early.join().unwrap(), late)
        });
        assert!(!(early && late), "there is one chair, but two sat down");
        assert!(
            early || late,
            "somebody got up, and then somebody tried; the chair is free, and both who tried were refused"
        );
    });
}

#[test]
fn nobody_shares_the_chair() {
    Checker::new().order_only().model(|| {
        let (lock, sitting) = (BinaryLock::default(), AtomicU32::new(0));
        let sit = || {
            let others = sitting.fetch_add(1, SeqCst);
            assert!(others == 0, "sat down where somebody else was sitting");
            sitting.fetch_sub(1, SeqCst);
            assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
        };
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                sit();
            });
            for _ in 0..2 {
                s.spawn(|| {
                    if lock.try_acquire() {
                        sit();
                    }
                });
            }
        });
        assert!(!lock.locked(), "everybody got up, but the chair is taken");
    });
}

#[test]
fn whoever_waits_gets_the_chair_although_others_try() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| lock.acquire());
            s.spawn(|| {
                if lock.try_acquire() {
                    assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
                }
            });
            assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
        });
        assert!(lock.locked(), "whoever waited sits in the chair, but it looks free");
    });
}

#[test]
fn whoever_tries_after_the_chair_was_left_sits_in_it() {
    Checker::new().order_only().model(|| {
        let (lock, left) = (BinaryLock::default(), AtomicBool::new(false));
        let tried = thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
                left.store(true, SeqCst);
            });
            let tried = s.spawn(|| left.load(SeqCst).then(|| lock.try_acquire()));
            tried.join().unwrap()
        });
        assert!(
            tried != Some(false),
            "the only one who sat in the chair had left, but somebody was refused"
        );
    });
}

#[test]
fn whoever_finds_the_chair_taken_goes_away_at_once() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = BinaryLock::default();
        lock.acquire();
        lock.try_acquire()
    });
    let explored = match verdict {
        Verdict::Holds(explored) => explored,
        Verdict::Fails(counterexample) => panic!("\n{counterexample}"),
    };
    let looks: u64 = [
        Operation::Load,
        Operation::Swap,
        Operation::FetchOr,
        Operation::FetchMax,
        Operation::CompareExchangeFailed,
        Operation::TryLockFailed,
        Operation::Lock,
    ]
    .map(|look| explored.most(look))
    .iter()
    .sum();
    assert!(
        looks <= 8,
        "the chair was taken, and somebody in a hurry looked again and again, {looks} times in all: that is waiting"
    );
}

#[test]
fn whoever_looks_at_the_chair_does_not_sit_down() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            assert!(!lock.locked(), "nobody sits in the chair, but it looks taken");
        }
        assert!(lock.try_acquire(), "somebody only looked at the chair; it is free");
    });
}

#[test]
fn one_who_sits_there_gets_up_once() {
    Checker::new().order_only().model(|| {
        let lock = BinaryLock::default();
        assert!(lock.try_acquire(), "the chair was free");
        let told = thread::scope(|s| {
            let both = [0, 1].map(|_| s.spawn(|| lock.release()));
            both.map(|one| one.join().unwrap())
        });
        let freed = told.iter().filter(|told| told.is_ok()).count();
        assert!(freed == 1, "two freed the chair, and {freed} of them were told that they did");
        assert_eq!(lock.release(), Err(NotLocked), "the chair was free already");
    });
}

#[test]
fn each_barber_has_a_chair_of_their_own() {
    Checker::new().order_only().model(|| {
        let (lock, other) = (BinaryLock::default(), BinaryLock::default());
        assert!(lock.try_acquire(), "the chair was free");
        assert!(other.try_acquire(), "the chair was free; it was another barber's that was taken");
        assert!(lock.release().is_ok(), "whoever sits in the chair can get up");
        assert!(
            other.locked(),
            "somebody sits in this chair; it was another barber's that was left"
        );
    });
}
