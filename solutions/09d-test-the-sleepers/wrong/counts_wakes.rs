//! rejected: assertion — it wants a wake for each `release`, which no lock promises
//! by: a_lock_that_forgets_one_of_two_sleepers_is_refused, a_lock_that_hands_nothing_on_is_refused, a_lock_that_lets_a_sleeper_in_too_early_is_refused, no_right_lock_is_refused

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::{Verdict, check, thread, trace::Operation};

pub use lock::Lock;

pub fn test(new: fn() -> Box<dyn Lock>) {
    let verdict = check(|| {
        let lock = new();
        lock.acquire();
        thread::scope(|s| {
            s.spawn(|| {
                lock.acquire();
                lock.release();
            });
            lock.release();
        });
    });
    let Verdict::Holds(explored) = verdict else { panic!("a thread sleeps on") };
    assert!(explored.most(Operation::FutexWakeOne) > 0, "`release` never wakes a thread");
}
