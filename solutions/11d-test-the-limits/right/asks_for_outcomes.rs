//! right: it asks for all outcomes, and asserts outside the explorer

#[path = "../../../exercises/11d-test-the-limits/src/lock.rs"]
mod lock;

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::time::{Duration, Instant};
use interleave::{Checker, outcomes, thread};

pub use lock::Lock;

const LIMIT: Duration = Duration::from_micros(7_500);

pub fn test(new: fn() -> Box<dyn Lock>) {
    let calm = Checker::new().max_preemptions(0);
    for limit in [Duration::ZERO, LIMIT] {
        let found = calm.outcomes(|| gives_up(&*new(), limit));
        let values: Vec<_> = found.values().collect();
        assert_eq!(values, [&(false, limit)]);
    }
    let found = outcomes(|| gets_its_turn(&*new()));
    for &(got, in_time, free) in found.values() {
        assert!(got || !in_time, "A's turn came before its deadline, and A gave up");
        assert!(free, "every thread has left, and the lock isn't free");
    }
    let found = outcomes(|| (new().acquire_for(Duration::ZERO), long(&*new())));
    let values: Vec<_> = found.values().collect();
    assert_eq!(values, [&(true, true)]);
    for limits in [[Duration::MAX, LIMIT], [4 * LIMIT, 4 * LIMIT], [LIMIT, Duration::MAX]] {
        let found = calm.outcomes(|| places(&*new(), limits));
        for places in found.values() {
            assert!(places.is_sorted(), "they got the lock in the order {places:?}");
        }
    }
}

fn gives_up(lock: &dyn Lock, limit: Duration) -> (bool, Duration) {
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| {
            let start = Instant::now();
            (lock.acquire_for(limit), start.elapsed())
        });
        thread::sleep(limit / 2);
        a.thread().unpark();
        a.join().unwrap()
    })
}

/// Whether A got the lock, whether its turn came in time, and whether the lock is free afterwards.
fn gets_its_turn(lock: &dyn Lock) -> (bool, bool, bool) {
    lock.acquire();
    let start = Instant::now();
    let (got, in_time) = thread::scope(|s| {
        let a = s.spawn(|| lock.acquire_for(LIMIT).then(|| lock.release()).is_some());
        thread::sleep(LIMIT / 2);
        lock.release();
        let in_time = start.elapsed() < LIMIT;
        thread::sleep(LIMIT);
        (a.join().unwrap(), in_time)
    });
    (got, in_time, lock.acquire_for(Duration::ZERO))
}

fn long(lock: &dyn Lock) -> bool {
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| lock.acquire_for(Duration::MAX));
        lock.release();
        a.join().unwrap()
    })
}

/// The places in the queue of those that got the lock, in the order in which they got it.
fn places(lock: &dyn Lock, limits: [Duration; 2]) -> Vec<u32> {
    let (next, entered) = (AtomicU32::new(0), Mutex::new(Vec::new()));
    lock.acquire();
    thread::scope(|s| {
        let (next, entered) = (&next, &entered);
        let threads = limits.map(|limit| {
            s.spawn(move || {
                let place = next.fetch_add(1, SeqCst);
                if lock.acquire_for(limit) {
                    entered.lock().unwrap().push(place);
                    lock.release();
                }
            })
        });
        thread::sleep(2 * LIMIT);
        threads.iter().for_each(|thread| thread.thread().unpark());
        thread::sleep(LIMIT);
        lock.release();
    });
    let entered = entered.lock().unwrap();
    entered.clone()
}
