//! What holds on real threads, and what std and parking_lot do. Bounds on real time are generous.

use std::cell::RefCell;
use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Mutex, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use lesson11::s4_deadline::BinaryLock;
use lesson11::s6_reentrant::ReentrantLock;

const MS: Duration = Duration::from_millis(1);
/// Longer than any machine takes for what these tests do.
const LONG: Duration = Duration::from_secs(60);

#[test]
fn a_limit_is_kept_on_a_real_clock() {
    let lock = BinaryLock::default();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| {
            let start = Instant::now();
            (lock.acquire_for(50 * MS), start.elapsed())
        });
        let waiter = a.thread().clone();
        for _ in 0..20 {
            waiter.unpark();
            thread::sleep(MS);
        }
        let (got, waited) = a.join().unwrap();
        assert!(!got, "main holds the lock");
        assert!(waited >= 50 * MS && waited < LONG, "{waited:?}");
    });
}

#[test]
fn a_lock_that_is_released_in_time_is_acquired() {
    let lock = BinaryLock::default();
    lock.acquire();
    thread::scope(|s| {
        let a = s.spawn(|| lock.acquire_for(LONG));
        thread::sleep(5 * MS);
        lock.release();
        assert!(a.join().unwrap());
    });
    // The longest limit is no limit: no clock shows that deadline.
    lock.release();
    assert!(lock.acquire_for(Duration::MAX));
}

#[test]
fn under_the_lock_with_a_limit_the_total_of_eight_threads_is_exact() {
    let (lock, total, refused) = (BinaryLock::default(), AtomicU32::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                for i in 0..2_000 {
                    if lock.acquire_for(Duration::from_micros(i % 50)) {
                        // Relaxed is enough: acquiring the lock makes everything done under it visible.
                        total.store(total.load(Relaxed) + 1, Relaxed);
                        lock.release();
                    } else {
                        refused.fetch_add(1, Relaxed);
                    }
                }
            });
        }
    });
    assert_eq!(total.into_inner() + refused.into_inner(), 8 * 2_000);
}

#[test]
fn under_the_reentrant_lock_the_total_of_eight_threads_is_exact() {
    let lock = ReentrantLock::new(RefCell::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                for _ in 0..1_000 {
                    let _outer = lock.lock();
                    *lock.lock().borrow_mut() += 1;
                }
            });
        }
    });
    assert_eq!(*lock.lock().borrow(), 8 * 1_000);
}

#[test]
fn stds_try_lock_tells_a_held_lock_from_a_poisoned_one() {
    // ANCHOR: try-lock
    let mutex = Mutex::new(1);
    let guard = mutex.lock().unwrap();
    assert!(matches!(mutex.try_lock(), Err(TryLockError::WouldBlock)));
    drop(guard);

    let panicked = thread::scope(|s| {
        let a = s.spawn(|| {
            let _guard = mutex.lock().unwrap();
            panic!("on purpose");
        });
        a.join().is_err()
    });
    assert!(panicked);
    // This try did acquire the lock: the guard is in the error.
    let Err(TryLockError::Poisoned(error)) = mutex.try_lock() else { panic!("not poisoned") };
    assert_eq!(*error.into_inner(), 1);
    // ANCHOR_END: try-lock
}

#[test]
fn parking_lots_mutex_has_a_limit_and_a_deadline() {
    // ANCHOR: parking-lot
    let mutex = parking_lot::Mutex::new(1);
    let guard = mutex.lock();
    thread::scope(|s| {
        s.spawn(|| {
            assert!(mutex.try_lock().is_none());
            assert!(mutex.try_lock_for(20 * MS).is_none());
            assert!(mutex.try_lock_until(Instant::now() + 20 * MS).is_none());
        });
    });
    drop(guard);
    assert!(mutex.try_lock_for(LONG).is_some());
    // ANCHOR_END: parking-lot
    assert!(mutex.try_lock_for(Duration::MAX).is_some());
}

#[test]
fn parking_lots_reentrant_mutex_lets_its_holder_in_again_and_no_other_thread() {
    // ANCHOR: reentrant-mutex
    let lock = parking_lot::ReentrantMutex::new(RefCell::new(1));
    let outer = lock.lock();
    *lock.lock().borrow_mut() += 1;
    // The inner guard is gone, and the outer one still holds the lock.
    thread::scope(|s| {
        s.spawn(|| assert!(lock.try_lock_for(20 * MS).is_none()));
    });
    drop(outer);
    thread::scope(|s| {
        s.spawn(|| assert_eq!(*lock.lock().borrow(), 2));
    });
    // ANCHOR_END: reentrant-mutex
}

#[test]
fn a_fair_release_hands_the_lock_to_a_waiter() {
    let (mutex, entered) = (parking_lot::Mutex::new(0), AtomicU32::new(0));
    thread::scope(|s| {
        let mut guard = mutex.lock();
        s.spawn(|| {
            let mut value = mutex.lock();
            *value += 1;
            // Relaxed: it only says when to stop.
            entered.store(1, Relaxed);
        });
        let start = Instant::now();
        // `bump` releases the lock only to a thread that waits for it, and hands it over. So this ends only if it does.
        while entered.load(Relaxed) == 0 {
            parking_lot::MutexGuard::bump(&mut guard);
            assert!(start.elapsed() < LONG, "the waiter never got the lock");
        }
        assert_eq!(*guard, 1);
        parking_lot::MutexGuard::unlock_fair(guard);
    });
}

/// `std::sync::ReentrantLock` isn't stable. The lock that std itself uses for its standard output is of that kind, and
/// that one can be seen at work.
#[test]
fn stds_standard_output_can_be_locked_again_by_its_holder() {
    // ANCHOR: stdout
    let mut outer = std::io::stdout().lock();
    let mut inner = std::io::stdout().lock();
    outer.write_all(b"").unwrap();
    inner.write_all(b"").unwrap();
    // ANCHOR_END: stdout
    drop(inner);
    outer.flush().unwrap();
}
