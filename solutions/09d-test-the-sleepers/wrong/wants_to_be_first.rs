//! rejected: assertion — it wants the thread that was spawned first to come in first
//! by: no_right_lock_is_refused, no_right_lock_is_refused_for_its_name

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, thread};

pub use lock::Lock;

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| two_threads(new));
    // Where more threads sleep there are many schedules, and two preemptions are enough to miss a wakeup.
    let few = Checker::new().max_preemptions(2);
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
        let a = s.spawn(|| visit(&*lock, &visits));
        let b = s.spawn(|| visit(&*lock, &visits));
        lock.release();
        assert!(a.join().unwrap() < b.join().unwrap(), "B was faster than A");
    });
    check(&visits, 2);
}

/// Adds one to the visits, in two steps, so that it shows if another thread holds the lock as well. `Relaxed`, so that it
/// shows if the lock hands nothing on.
fn visit(lock: &dyn Lock, visits: &AtomicU32) -> u32 {
    lock.acquire();
    let place = visits.load(Relaxed);
    visits.store(place + 1, Relaxed);
    lock.release();
    place
}

#[track_caller]
fn check(visits: &AtomicU32, expected: u32) {
    assert!(visits.load(Relaxed) == expected, "a visit is lost");
}
