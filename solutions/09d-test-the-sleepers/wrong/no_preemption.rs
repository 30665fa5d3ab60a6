//! rejected: assertion — it lets every thread run until it has to wait
//! by: a_lock_that_forgets_one_of_two_sleepers_is_refused, a_lock_that_forgets_the_only_sleeper_is_refused, a_lock_that_lets_a_sleeper_in_too_early_is_refused, a_wakeup_that_comes_at_the_wrong_moment_is_refused

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, thread};

pub use lock::Lock;

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    Checker::new().max_preemptions(0).model(|| two_threads(new));
    // Where more threads sleep there are many schedules, and two preemptions are enough to miss a wakeup.
    let few = Checker::new().max_preemptions(0);
    few.model(|| the_holder_comes_back(new));
    few.model(|| two_sleepers(new));
}

fn two_threads(new: fn() -> Box<dyn Lock>) {
    let (lock, visits) = (new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &visits));
        visit(&*lock, &visits);
    });
    check(&visits, 2);
}

fn the_holder_comes_back(new: fn() -> Box<dyn Lock>) {
    let (lock, visits) = (new(), AtomicU32::new(0));
    lock.acquire();
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &visits));
        lock.release();
        visit(&*lock, &visits);
    });
    check(&visits, 2);
}

fn two_sleepers(new: fn() -> Box<dyn Lock>) {
    let (lock, visits) = (new(), AtomicU32::new(0));
    lock.acquire();
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &visits));
        s.spawn(|| visit(&*lock, &visits));
        lock.release();
    });
    check(&visits, 2);
}

/// Adds one to the visits, in two steps, so that it shows if another thread holds the lock as well. `Relaxed`, so that it
/// shows if the lock hands nothing on.
fn visit(lock: &dyn Lock, visits: &AtomicU32) {
    lock.acquire();
    visits.store(visits.load(Relaxed) + 1, Relaxed);
    lock.release();
}

#[track_caller]
fn check(visits: &AtomicU32, expected: u32) {
    assert!(visits.load(Relaxed) == expected, "a visit is lost");
}
