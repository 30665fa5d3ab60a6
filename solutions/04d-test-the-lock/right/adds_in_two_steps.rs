//! right: what the lock protects is a number, to which each thread adds in two steps

#[path = "../../../exercises/04d-test-the-lock/src/lock.rs"]
mod lock;

use interleave::cell::Cell;
use interleave::{outcomes, thread};

pub use lock::{Lock, NotLocked};

/// A number for whoever holds the lock.
struct Behind(Cell<u32>);

// SAFETY: only the holder of the lock uses it; if there are two, the explorer reports a data race.
unsafe impl Sync for Behind {}

fn add_one(lock: &dyn Lock, number: &Behind) {
    lock.acquire();
    number.0.set(number.0.get() + 1);
    lock.release().expect("held");
}

pub fn test(new: fn() -> Box<dyn Lock>) {
    let totals = outcomes(|| {
        let (lock, number) = (new(), Behind(Cell::new(0)));
        thread::scope(|s| {
            s.spawn(|| add_one(&*lock, &number));
            (0..3).for_each(|_| add_one(&*lock, &number));
        });
        number.0.get()
    });
    assert!(totals.values().eq([&4]), "an addition is lost");

    let answers = outcomes(|| {
        let lock = new();
        let early = lock.release();
        let answers = thread::scope(|s| {
            let a = s.spawn(|| lock.release().is_ok());
            lock.acquire();
            let b = s.spawn(|| lock.release().is_ok());
            let mine = lock.release().is_ok();
            [a.join().unwrap(), b.join().unwrap(), mine]
        });
        lock.acquire();
        (early.is_ok(), answers.iter().filter(|ok| **ok).count())
    });
    assert!(answers.values().eq([&(false, 1)]), "what `release` returns is not true");
}
