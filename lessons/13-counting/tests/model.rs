//! Every claim of chapter 13 about threads, explored.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::{Condvar, Mutex, atomic};
}

use interleave::{cell, futex, thread};

#[path = "../src/s1_check_then_take.rs"]
mod s1_check_then_take;
#[path = "../src/s2_semaphore.rs"]
mod s2_semaphore;
#[path = "../src/s3_thrifty.rs"]
mod s3_thrifty;
#[path = "../src/s5_bounded.rs"]
mod s5_bounded;
#[path = "../src/s6_futex.rs"]
mod s6_futex;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use interleave::sync::mpsc::sync_channel;
use interleave::{Checker, FailureKind};
use s5_bounded::BoundedSemaphore;

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

/// What the semaphores of the stages have in common.
trait Counting: Sync {
    fn with(permits: usize) -> Self;
    fn acquire(&self);
    fn release(&self);
}

macro_rules! counting {
    ($name:ty) => {
        impl Counting for $name {
            fn with(permits: usize) -> Self {
                <$name>::new(permits.try_into().unwrap())
            }

            #[track_caller]
            fn acquire(&self) {
                <$name>::acquire(self);
            }

            #[track_caller]
            fn release(&self) {
                _ = <$name>::release(self);
            }
        }
    };
}

counting!(s2_semaphore::Semaphore);
counting!(s3_thrifty::Semaphore);
counting!(BoundedSemaphore);
counting!(s6_futex::Semaphore);

// ANCHOR: check-then-take
/// One place, and two threads that want it. Returns how many of them got in.
fn two_at_one_place() -> usize {
    let places = s1_check_then_take::Places::new(1);
    thread::scope(|s| {
        let a = s.spawn(|| places.try_acquire());
        let b = s.spawn(|| places.try_acquire());
        let inside = [a, b].map(|thread| thread.join().unwrap());
        inside.iter().filter(|got_in| **got_in).count()
    })
}
// ANCHOR_END: check-then-take

#[test]
fn check_then_take_lets_two_in_at_one_place() {
    let found = interleave::check(|| {
        let inside = two_at_one_place();
        assert_eq!(inside, 1, "one place is free, and {inside} threads are in");
    })
    .expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 1);
    check_snapshot(expect_file!["../traces/two-inside.json"], &found);
}

#[test]
fn every_schedule_of_check_then_take_is_in_the_tree() {
    let mut tree = interleave::schedules(|| match two_at_one_place() {
        1 => "one thread is in",
        _ => "both threads are in",
    });
    tree.goal = "One thread is in.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/two-inside-schedules.json"].assert_eq(&(json + "\n"));
}

// ANCHOR: visits
/// `threads` threads come in and go out again, and never more than `permits` of them are inside.
fn visits<S: Counting>(permits: usize, threads: usize) {
    let (semaphore, inside) = (S::with(permits), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                semaphore.acquire();
                let now = inside.fetch_add(1, SeqCst) + 1;
                assert!(now <= permits, "{now} threads are inside");
                inside.fetch_sub(1, SeqCst);
                semaphore.release();
            });
        }
    });
}
// ANCHOR_END: visits

// ANCHOR: proof
#[test]
fn of_three_threads_never_more_than_one_is_inside_and_none_is_stranded() {
    interleave::model(|| visits::<s2_semaphore::Semaphore>(1, 3));
}

#[test]
fn of_three_threads_never_more_than_two_are_inside_and_none_is_stranded() {
    interleave::model(|| visits::<s2_semaphore::Semaphore>(2, 3));
}
// ANCHOR_END: proof

#[test]
fn the_bounded_semaphore_lets_no_more_in_and_strands_none() {
    interleave::model(|| visits::<BoundedSemaphore>(1, 3));
    interleave::model(|| visits::<BoundedSemaphore>(2, 3));
}

#[test]
fn the_semaphore_in_one_number_lets_no_more_in_and_strands_none() {
    interleave::model(|| visits::<s6_futex::Semaphore>(1, 2));
}

#[test]
fn with_few_preemptions_three_threads_keep_to_the_one_number_too() {
    let few = Checker::new().order_only().max_preemptions(2);
    few.model(|| visits::<s6_futex::Semaphore>(1, 3));
    few.model(|| visits::<s6_futex::Semaphore>(2, 3));
}

#[test]
fn two_permits_do_let_two_in() {
    let most = interleave::outcomes(|| {
        let (semaphore, inside) = (s2_semaphore::Semaphore::new(2), AtomicUsize::new(0));
        thread::scope(|s| {
            let visit = || {
                semaphore.acquire();
                let now = inside.fetch_add(1, SeqCst) + 1;
                inside.fetch_sub(1, SeqCst);
                semaphore.release();
                now
            };
            [s.spawn(visit), s.spawn(visit)].map(|a| a.join().unwrap()).into_iter().max()
        })
    });
    assert!(most.values().eq(&[Some(1), Some(2)]), "{most:?}");
}

/// Plain data that only the holder of the single permit uses.
#[derive(Default)]
struct Alone(cell::Cell<u32>);
// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Alone {}

/// Two threads use the cell, one after the other.
fn hands_over<S: Counting>() {
    let (semaphore, alone) = (S::with(1), Alone::default());
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                let alone = &alone;
                semaphore.acquire();
                alone.0.set(alone.0.get() + 1);
                semaphore.release();
            });
        }
    });
    assert_eq!(alone.0.get(), 2);
}

#[test]
fn a_permit_hands_over_what_was_done_before_it_was_released() {
    interleave::model(hands_over::<s2_semaphore::Semaphore>);
    interleave::model(hands_over::<s6_futex::Semaphore>);
}

// ANCHOR: two-waiters
/// Two threads wait, and two permits are released, one after the other.
fn two_waiters<S: Counting>() {
    let semaphore = S::with(0);
    thread::scope(|s| {
        s.spawn(|| semaphore.acquire());
        s.spawn(|| semaphore.acquire());
        semaphore.release();
        semaphore.release();
    });
}
// ANCHOR_END: two-waiters

#[test]
fn a_semaphore_that_wakes_only_at_the_first_permit_strands_a_waiter() {
    let found = interleave::check(two_waiters::<s3_thrifty::Semaphore>)
        .expect_fails(FailureKind::LostWakeup);
    check_snapshot(expect_file!["../traces/stranded.json"], &found);
}

#[test]
fn two_releases_in_a_row_wake_two_waiters() {
    interleave::model(two_waiters::<s2_semaphore::Semaphore>);
    let few = Checker::new().order_only().max_preemptions(2);
    few.model(two_waiters::<s6_futex::Semaphore>);
}

#[test]
fn several_permits_at_once_wake_enough_waiters() {
    interleave::model(|| {
        let semaphore = s2_semaphore::Semaphore::new(0);
        thread::scope(|s| {
            s.spawn(|| semaphore.acquire());
            s.spawn(|| semaphore.acquire());
            semaphore.release_many(2);
        });
        assert!(!semaphore.try_acquire());
    });
}

#[test]
fn trying_never_waits_and_takes_what_is_free() {
    interleave::model(|| {
        let semaphore = s2_semaphore::Semaphore::new(1);
        thread::scope(|s| {
            let tries = [s.spawn(|| semaphore.try_acquire()), s.spawn(|| semaphore.try_acquire())];
            let got = tries.map(|thread| thread.join().unwrap());
            assert!(got[0] != got[1], "one permit was free, and two tries gave {got:?}");
        });
        assert!(!semaphore.try_acquire());
        semaphore.release();
        assert!(semaphore.try_acquire());
    });
}

#[test]
fn a_channel_with_room_for_two_messages_is_a_semaphore_of_two() {
    interleave::model(|| {
        let inside = AtomicUsize::new(0);
        let (sender, receiver) = sync_channel(2);
        let receiver = interleave::sync::Mutex::new(receiver);
        thread::scope(|s| {
            for _ in 0..3 {
                let (sender, receiver, inside) = (sender.clone(), &receiver, &inside);
                s.spawn(move || {
                    sender.send(()).unwrap();
                    assert!(inside.fetch_add(1, SeqCst) < 2);
                    inside.fetch_sub(1, SeqCst);
                    receiver.lock().unwrap().recv().unwrap();
                });
            }
        });
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}
