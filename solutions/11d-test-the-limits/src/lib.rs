//! A test for locks with limits.

mod lock;

use interleave::sync::Mutex;
use interleave::time::{Duration, Instant};
use interleave::{Checker, model, thread};

pub use lock::Lock;

const MS: Duration = Duration::from_millis(1);

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Lock>) {
    model(|| zero_never_waits(new));
    model(|| the_longest_limit_waits_for_its_turn(new));
    model(|| a_turn_that_comes_in_time_is_taken(new, 40 * MS));
    for limit in [100 * MS, Duration::from_micros(100_500)] {
        uninterrupted().model(|| a_thread_gives_up_at_its_deadline(new, limit));
    }
    for waits in [[None, Some(5 * MS)], [Some(5 * MS), None], [Some(200 * MS), None]] {
        uninterrupted().model(|| the_queue_stays_in_order(new, waits));
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

fn the_longest_limit_waits_for_its_turn(new: fn() -> Box<dyn Lock>) {
    let lock = new();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| {
            assert!(lock.acquire_for(Duration::MAX), "A wanted to wait as long as it takes");
            lock.release();
        });
        a.thread().unpark();
        lock.release();
    });
}

/// Main releases the lock after `pause`, and is awake for a long time after that. A may be late.
fn a_turn_that_comes_in_time_is_taken(new: fn() -> Box<dyn Lock>, pause: Duration) {
    let lock = new();
    lock.acquire();
    let limit = 100 * MS;
    let start = Instant::now();
    thread::scope(|s| {
        let a = s.spawn(|| {
            let (got, waited) = timed(&*lock, limit);
            if got {
                lock.release();
            } else {
                assert!(waited >= limit, "A gave up after {waited:?}");
            }
            got
        });
        thread::sleep(pause);
        lock.release();
        let released = start.elapsed();
        thread::sleep(limit);
        let got = a.join().unwrap();
        assert!(got || released >= limit, "A's turn came after {released:?}, and A gave up");
    });
    assert!(lock.acquire_for(Duration::ZERO), "every thread has left, and the lock isn't free");
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

/// Main holds the lock while two threads come, wakes both for no reason, and then releases the lock.
fn the_queue_stays_in_order(new: fn() -> Box<dyn Lock>, waits: [Option<Duration>; 2]) {
    let lock = new();
    let (came, entered) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    lock.acquire();
    thread::scope(|s| {
        let threads = [0, 1].map(|me| {
            let (lock, came, entered) = (&lock, &came, &entered);
            let thread = s.spawn(move || {
                // Uninterrupted, it joins the queue right after this.
                came.lock().unwrap().push(me);
                let got = match waits[me] {
                    Some(limit) => lock.acquire_for(limit),
                    None => {
                        lock.acquire();
                        true
                    }
                };
                if got {
                    entered.lock().unwrap().push(me);
                    lock.release();
                }
            });
            thread::sleep(10 * MS);
            thread
        });
        threads.iter().for_each(|thread| thread.thread().unpark());
        thread::sleep(10 * MS);
        lock.release();
    });
    let (mut came, entered) = (came.into_inner().unwrap(), entered.into_inner().unwrap());
    came.retain(|thread| entered.contains(thread));
    assert!(came == entered, "they came in the order {came:?}, and got the lock as {entered:?}");
    assert!(lock.acquire_for(Duration::ZERO), "every thread has left, and the lock isn't free");
}

/// What `acquire_for` returns, and how long it took.
fn timed(lock: &dyn Lock, limit: Duration) -> (bool, Duration) {
    let start = Instant::now();
    let got = lock.acquire_for(limit);
    (got, start.elapsed())
}
