//! What holds on real threads, whatever the scheduler does.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use crossbeam_utils::sync::Parker;
use lesson09::s3_token::Token;
use lesson09::s6_mutex::Mutex;
use lesson09::{s2_queue, s4_two_states, s5_three_states};

const THREADS: u32 = 8;
const TIMES: u32 = 5_000;

/// Adds on all threads, in two steps, between `acquire` and `release`; returns the total.
fn total(acquire: impl Fn() + Sync, release: impl Fn() + Sync) -> u32 {
    let counter = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for _ in 0..TIMES {
                    acquire();
                    // Relaxed is enough: acquiring the lock makes everything done under it visible.
                    counter.store(counter.load(Relaxed) + 1, Relaxed);
                    release();
                }
            });
        }
    });
    counter.into_inner()
}

#[test]
fn under_each_lock_the_total_of_eight_threads_is_exact() {
    let lock = s2_queue::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
    assert!(!lock.locked());
    let lock = s4_two_states::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
    assert!(!lock.locked());
    let lock = s5_three_states::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
    assert!(!lock.locked());
}

#[test]
fn under_the_mutex_the_total_of_eight_threads_is_exact() {
    static TOTAL: Mutex<u32> = Mutex::new(0);
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for _ in 0..TIMES {
                    *TOTAL.lock() += 1;
                }
            });
        }
    });
    assert_eq!(*TOTAL.lock(), THREADS * TIMES);
    assert!(TOTAL.try_lock().is_some());
}

#[test]
fn a_panic_releases_the_mutex_and_does_not_poison_it() {
    let mutex = Mutex::new(1);
    let panicked = thread::scope(|s| {
        let thread = s.spawn(|| {
            let _guard = mutex.lock();
            panic!("on purpose");
        });
        thread.join().is_err()
    });
    assert!(panicked);
    assert_eq!(*mutex.lock(), 1);
}

#[test]
fn a_token_may_come_before_or_after_the_park() {
    let (token, letters) = (Token::default(), AtomicU32::new(0));
    token.unpark();
    token.park();
    thread::scope(|s| {
        s.spawn(|| {
            // Relaxed: the token publishes it.
            letters.store(1, Relaxed);
            token.unpark();
        });
        token.park();
        assert_eq!(letters.load(Relaxed), 1);
    });
}

#[test]
fn crossbeams_parker_is_such_a_token() {
    // ANCHOR: parker
    let parker = Parker::new();
    let unparker = parker.unparker().clone();
    // Relaxed: the number is all that is handed over.
    let letters = AtomicU32::new(0);
    thread::scope(|s| {
        s.spawn(|| {
            letters.store(1, Relaxed);
            unparker.unpark();
        });
        while letters.load(Relaxed) == 0 {
            parker.park();
        }
    });
    // ANCHOR_END: parker
    assert_eq!(letters.into_inner(), 1);
}
