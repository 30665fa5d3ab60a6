//! rejected: assertion — it looks at the limit only: no thread gets the lock
//! by: a_limit_that_is_none_is_refused, a_limit_that_is_not_kept_is_refused, a_queue_in_disorder_is_refused, a_turn_that_is_not_taken_is_refused

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::time::{Duration, Instant};
use interleave::{Checker, model, thread};

pub use lock::Lock;

const MS: Duration = Duration::from_millis(1);

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    model(|| zero_never_waits(new));
    for limit in [100 * MS, Duration::from_micros(100_500)] {
        uninterrupted().model(|| a_thread_gives_up_at_its_deadline(new, limit));
    }
}

/// No thread is interrupted, so none is late between two of its steps.
fn uninterrupted() -> Checker {
    Checker::new().max_preemptions(0)
}

fn zero_never_waits(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    assert!(lock.acquire_for(Duration::ZERO), "the lock is free, and `acquire_for` returned false");
    thread::scope(|s| {
        let a = s.spawn(|| timed(&*lock, Duration::ZERO));
        assert!(
            a.join().unwrap() == (false, Duration::ZERO),
            "the lock is held, and the limit zero"
        );
    });
    lock.release();
    assert!(lock.acquire_for(Duration::ZERO), "the lock is free again");
}

/// Main holds the lock for good, and wakes A once in between.
fn a_thread_gives_up_at_its_deadline(new: fn() -> Box<dyn Lock>, limit: Duration) {
    let lock = new();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| timed(&*lock, limit));
        thread::sleep(60 * MS);
        a.thread().unpark();
        let (got, waited) = a.join().unwrap();
        assert!(!got, "main holds the lock, and A got it");
        assert!(waited == limit, "A wanted to wait for {limit:?}, and waited for {waited:?}");
    });
}

/// What `acquire_for` returns, and how long it took.
fn timed(lock: &dyn Lock, limit: Duration) -> (bool, Duration) {
    let start = Instant::now();
    let got = lock.acquire_for(limit);
    (got, start.elapsed())
}
