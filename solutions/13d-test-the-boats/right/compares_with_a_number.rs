//! right: every short life of a semaphore, compared with a number; and every outcome of a few races

#[path = "../../../exercises/13d-test-the-boats/src/semaphore.rs"]
mod semaphore;

use std::collections::BTreeSet;

use interleave::{Checker, thread};

pub use semaphore::{OverRelease, Semaphore};

/// What one thread can do to a semaphore without waiting.
#[derive(Clone, Copy, Debug)]
enum Call {
    Acquire,
    Try,
    Release(usize),
}

use Call::*;

const CALLS: [Call; 6] = [Acquire, Try, Release(1), Release(2), Release(usize::MAX), Release(0)];

fn call(call: Call, semaphore: &dyn Semaphore, most: usize, free: &mut usize) {
    match call {
        Acquire if *free == 0 => {}
        Acquire => {
            semaphore.acquire();
            *free -= 1;
        }
        Try => {
            assert_eq!(semaphore.try_acquire(), *free > 0, "{free} of {most} are free");
            *free = free.saturating_sub(1);
        }
        Release(n) if n <= most - *free => {
            assert_eq!(semaphore.release(n), Ok(()), "{n}, and {free} of {most} are free");
            *free += n;
        }
        Release(n) => {
            assert_eq!(semaphore.release(n), Err(OverRelease), "{n}, and {free} of {most} are free")
        }
    }
}

/// How many are free; takes all of them.
fn free(semaphore: &dyn Semaphore) -> usize {
    (0..5).take_while(|_| semaphore.try_acquire()).count()
}

/// All lives of three calls that begin with this one.
fn alone(new: fn(usize) -> Box<dyn Semaphore>, most: usize, first: Call) {
    for rest in 0..36 {
        let (semaphore, other) = (new(most), new(1));
        let mut free = most;
        for one in [first, CALLS[rest / 6], CALLS[rest % 6], Try, Try, Try] {
            call(one, &*semaphore, most, &mut free);
        }
        assert_eq!(semaphore.release(most), Ok(()));
        assert_eq!(other.release(1), Err(OverRelease));
    }
}

/// What two threads get, and how many permits are free then.
fn race(
    new: fn(usize) -> Box<dyn Semaphore>,
    (most, out): (usize, usize),
    calls: [fn(&dyn Semaphore) -> bool; 2],
) -> BTreeSet<([bool; 2], usize)> {
    let outcomes = Checker::new().outcomes(|| {
        let semaphore = &*new(most);
        (0..out).for_each(|_| semaphore.acquire());
        let got = thread::scope(|s| {
            calls.map(|call| s.spawn(move || call(semaphore))).map(|one| one.join().unwrap())
        });
        (got, free(semaphore))
    });
    outcomes.values().cloned().collect()
}

pub fn test(new: fn(usize) -> Box<dyn Semaphore>) {
    for most in 0..=2 {
        for first in CALLS {
            interleave::model(|| alone(new, most, first));
        }
    }

    let tries: fn(&dyn Semaphore) -> bool = |semaphore| semaphore.try_acquire();
    let one: fn(&dyn Semaphore) -> bool = |semaphore| semaphore.release(1).is_ok();
    let two: fn(&dyn Semaphore) -> bool = |semaphore| semaphore.release(2).is_ok();
    let visits: fn(&dyn Semaphore) -> bool = |semaphore| {
        semaphore.acquire();
        true
    };
    let either = |free| BTreeSet::from([([true, false], free), ([false, true], free)]);
    assert_eq!(race(new, (1, 0), [tries, tries]), either(0));
    assert_eq!(race(new, (1, 1), [one, one]), either(1));
    assert_eq!(race(new, (1, 1), [two, tries]), BTreeSet::from([([false, false], 0)]));
    assert_eq!(race(new, (1, 1), [one, visits]), BTreeSet::from([([true, true], 0)]));
    assert_eq!(race(new, (2, 0), [visits, visits]), BTreeSet::from([([true, true], 0)]));

    let three = |most, releases: &[usize]| {
        Checker::new().max_preemptions(2).model(|| {
            let semaphore = &*new(most);
            (0..most).for_each(|_| semaphore.acquire());
            thread::scope(|s| {
                (0..2).for_each(|_| _ = s.spawn(|| semaphore.acquire()));
                releases.iter().for_each(|n| assert_eq!(semaphore.release(*n), Ok(())));
            });
            assert_eq!(free(semaphore), most - 2);
        });
    };
    three(3, &[3]);
    three(2, &[1, 1]);

    Checker::new().max_preemptions(2).model(|| {
        let (semaphore, lock) = (new(1), interleave::sync::Mutex::new(()));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    semaphore.acquire();
                    assert!(lock.try_lock().is_ok(), "two are in");
                    assert!(semaphore.release(1).is_ok());
                });
            }
        });
    });
}
