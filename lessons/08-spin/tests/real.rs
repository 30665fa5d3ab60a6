//! What holds on real threads, whatever the scheduler does.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::thread;

use lesson08::s4_ticket::TicketLock;
use lesson08::{s1_test_and_set, s2_look_first, s3_backoff};

const THREADS: u32 = 2;
const TIMES: u32 = 1_000;

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
fn under_each_of_the_locks_the_total_is_exact() {
    let lock = s1_test_and_set::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
    let lock = s2_look_first::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
    let lock = s3_backoff::BinaryLock::default();
    assert_eq!(total(|| lock.acquire(), || lock.release()), THREADS * TIMES);
}

#[test]
fn the_total_is_exact_where_the_numbers_of_a_ticket_lock_wrap_round() {
    // Fewer rounds: on a machine with one core each hand-over may take a time slice.
    let lock = TicketLock::starting_at(u32::MAX - 20);
    let counter = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..THREADS {
            s.spawn(|| {
                for _ in 0..50 {
                    lock.acquire();
                    counter.store(counter.load(Relaxed) + 1, Relaxed);
                    lock.release();
                }
            });
        }
    });
    assert_eq!(counter.into_inner(), THREADS * 50);
    assert_eq!(lock.take_ticket(), 79);
}
