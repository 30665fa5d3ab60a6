//! What holds on real threads, no matter what the scheduler does.

use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use lesson04::s5_owner::OwnedLock;
use lesson04::{me, s1_two_steps, s2_swap, s3_exchange, s4_try};

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
                    // Relaxed is enough: acquiring the lock makes everything that was done under it visible.
                    counter.store(counter.load(Relaxed) + 1, Relaxed);
                    release();
                }
            });
        }
    });
    counter.into_inner()
}

#[test]
fn under_each_of_the_right_locks_the_total_is_exact() {
    let lock = s2_swap::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release().unwrap()), THREADS * TIMES);
    let lock = s3_exchange::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release().unwrap()), THREADS * TIMES);
    let lock = s4_try::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release().unwrap()), THREADS * TIMES);
    let lock = OwnedLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release().unwrap()), THREADS * TIMES);
}

#[test]
fn under_the_lock_of_two_steps_the_total_is_never_more_than_the_number_of_increments() {
    let lock = s1_two_steps::BinaryLock::default();
    assert!((1..=THREADS * TIMES).contains(&total(|| lock.acquire(), || lock.release())));
}

#[test]
fn each_thread_has_one_number_of_its_own() {
    let numbers: HashSet<_> = thread::scope(|s| {
        let threads: Vec<_> = (0..THREADS).map(|_| s.spawn(|| [me(), me()])).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(numbers.len(), THREADS as usize);
    assert!(!numbers.contains(&me()));
}
