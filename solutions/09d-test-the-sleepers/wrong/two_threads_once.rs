//! rejected: assertion — two threads acquire once each
//! by: a_lock_that_forgets_one_of_two_sleepers_is_refused

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::thread;

pub use lock::Lock;

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    interleave::model(|| two_threads(new));
}

fn two_threads(new: fn() -> Box<dyn Lock>) {
    let (lock, visits) = (new(), AtomicU32::new(0));
    thread::scope(|s| {
        s.spawn(|| visit(&*lock, &visits));
        visit(&*lock, &visits);
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
