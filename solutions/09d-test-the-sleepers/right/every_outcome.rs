//! right: it asks for every outcome, with two threads in all schedules and three in some

#[path = "../../../exercises/09d-test-the-sleepers/src/lock.rs"]
mod lock;

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed};
use interleave::{Checker, thread};

pub use lock::Lock;

/// The totals that two or three threads can reach if each adds one.
fn seen(new: fn() -> Box<dyn Lock>, threads: usize, checker: &Checker) -> Vec<u32> {
    let outcomes = checker.outcomes(|| {
        let (lock, total) = (new(), AtomicU32::new(0));
        let add = || {
            let before = total.load(Relaxed);
            total.store(before + 1, Relaxed);
            lock.release();
        };
        lock.acquire();
        thread::scope(|s| {
            for _ in 1..threads {
                s.spawn(|| {
                    lock.acquire();
                    add();
                });
            }
            add();
        });
        total.load(Relaxed)
    });
    outcomes.values().copied().collect()
}

pub fn test(new: fn() -> Box<dyn Lock>) {
    assert_eq!(seen(new, 2, &Checker::new()), [2]);
    assert_eq!(seen(new, 3, &Checker::new().max_preemptions(2)), [3]);
}
