//! Every claim of chapter 04 about which thread gets in, explored.
//!
//! `order_only`: orderings come in chapter 7. `tests/memory.rs` shows that those given here are correct.

// Each stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stages, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use interleave::{hint, thread};

#[path = "../src/errors.rs"]
mod errors;
#[path = "../src/s1_two_steps.rs"]
mod s1_two_steps;
#[path = "../src/s2_swap.rs"]
mod s2_swap;
#[path = "../src/s3_exchange.rs"]
mod s3_exchange;
#[path = "../src/s4_try.rs"]
mod s4_try;
#[path = "../src/s5_owner.rs"]
mod s5_owner;

use std::num::NonZeroU64;
use std::sync::atomic::AtomicU32 as Unseen;

use expect_test::{ExpectFile, expect_file};
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Release, SeqCst},
};
use interleave::{Checker, FailureKind};
use s2_swap::BinaryLock;

/// The number of the calling thread, in the model.
fn me() -> NonZeroU64 {
    thread::current().number()
}

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: what-a-lock-must-do
/// What every version of the lock must be able to do.
trait Lock: Default + Sync {
    fn acquire(&self);
    fn release(&self);
}

/// Starts `threads` threads that each acquire and release the lock `times` times.
/// Fails if two are ever inside at the same time.
fn visits<L: Lock>(threads: u32, times: u32) {
    let (lock, inside) = (L::default(), AtomicU32::new(0));
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| {
                for _ in 0..times {
                    lock.acquire();
                    let others = inside.fetch_add(1, SeqCst);
                    assert!(others == 0, "another thread is inside");
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                }
            });
        }
    });
}
// ANCHOR_END: what-a-lock-must-do

impl Lock for s1_two_steps::BinaryLock {
    fn acquire(&self) {
        self.acquire();
    }
    fn release(&self) {
        self.release();
    }
}

macro_rules! locks {
    ($($lock:ty),*) => {$(
        impl Lock for $lock {
            fn acquire(&self) {
                self.acquire();
            }
            fn release(&self) {
                self.release().expect("the holder can release");
            }
        }
    )*};
}
locks!(s2_swap::BinaryLock, s3_exchange::BinaryLock, s4_try::BinaryLock, s5_owner::OwnedLock);

#[test]
fn a_lock_of_two_steps_lets_two_threads_in() {
    let found = Checker::new()
        .order_only()
        .check(|| visits::<s1_two_steps::BinaryLock>(2, 1))
        .expect_fails(FailureKind::Assertion);
    assert_eq!(found.preemptions, 2);
    check_snapshot(expect_file!["../traces/two-inside.json"], &found);
}

#[test]
fn under_the_swap_lock_at_most_one_thread_is_inside() {
    // ANCHOR: at-most-one
    let checker = Checker::new().order_only();
    checker.model(|| visits::<BinaryLock>(2, 2));
    checker.model(|| visits::<BinaryLock>(3, 1));
    // ANCHOR_END: at-most-one
}

#[test]
fn the_same_holds_for_every_later_stage() {
    let checker = Checker::new().order_only();
    for (threads, times) in [(2, 2), (3, 1)] {
        checker.model(|| visits::<s3_exchange::BinaryLock>(threads, times));
        checker.model(|| visits::<s4_try::BinaryLock>(threads, times));
        checker.model(|| visits::<s5_owner::OwnedLock>(threads, times));
    }
}

#[test]
fn the_verdict_says_that_these_were_all_interleavings() {
    let explored = Checker::new().order_only().check(|| visits::<BinaryLock>(3, 1)).expect_holds();
    assert!(explored.is_exhaustive());
    expect_file!["../outputs/holds.txt"].assert_eq(&format!("{explored}\n"));
}

/// Two threads acquire and release; returns how many were inside at the same time. std's atomics count them, which the
/// explorer doesn't see, so that every step in the picture belongs to the lock.
fn most_inside<L: Lock>() -> u32 {
    let lock = L::default();
    let (inside, most) = (Unseen::new(0), Unseen::new(0));
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                lock.acquire();
                most.fetch_max(inside.fetch_add(1, SeqCst) + 1, SeqCst);
                lock.release();
                inside.fetch_sub(1, SeqCst);
            });
        }
    });
    most.into_inner()
}

#[test]
fn every_schedule_of_the_two_steps_is_in_the_tree() {
    let mut tree = interleave::schedules(most_inside::<s1_two_steps::BinaryLock>);
    let ends = |value: &str| tree.endings().iter().any(|end| end.value.as_deref() == Some(value));
    assert!(ends("1") && ends("2"));
    tree.goal = "At most 1 is inside.".into();
    let json = serde_json::to_string(&tree).unwrap();
    expect_file!["../traces/every-schedule.json"].assert_eq(&(json + "\n"));
}

#[test]
fn with_a_swap_no_schedule_lets_two_threads_in() {
    let tree = interleave::schedules(most_inside::<BinaryLock>);
    assert!(tree.endings().iter().all(|end| end.value.as_deref() == Some("1")));
}

#[test]
fn b_waits_at_its_swap_while_a_is_inside() {
    let run = Checker::new().replay("A B A A A B B B B", || visits::<BinaryLock>(2, 1));
    let b = run.steps.iter().filter(|step| step.thread == 2).map(|step| step.label(&run.trace));
    assert!(b.take(2).eq(["locked.swap true → true", "locked.swap false → true"]));
    check_snapshot(expect_file!["../traces/waits.json"], &run.trace);
}

#[test]
fn a_thread_spins_forever_on_a_lock_that_is_never_released() {
    Checker::new()
        .order_only()
        .check(|| {
            let lock = BinaryLock::default();
            thread::scope(|s| {
                s.spawn(|| lock.acquire());
                s.spawn(|| lock.acquire());
            });
        })
        .expect_fails(FailureKind::Spin);
}

#[test]
fn of_two_threads_that_try_one_gets_the_lock_and_neither_waits() {
    Checker::new().order_only().model(|| {
        let lock = s4_try::BinaryLock::default();
        let got = thread::scope(|s| {
            let tries = [0, 1].map(|_| s.spawn(|| lock.try_acquire()));
            tries.map(|t| t.join().unwrap())
        });
        assert!(got == [true, false] || got == [false, true]);
    });
}

#[test]
fn looking_first_and_then_acquiring_may_wait() {
    let found = Checker::new()
        .order_only()
        .check(|| {
            let lock = BinaryLock::default();
            thread::scope(|s| {
                s.spawn(|| lock.try_by_looking());
                s.spawn(|| lock.try_by_looking());
            });
        })
        .expect_fails(FailureKind::Spin);
    check_snapshot(expect_file!["../traces/waits-after-all.json"], &found);
}

/// Looks first, then swaps, and goes in whatever the swap returned.
#[derive(Default)]
struct IgnoresTheSwap {
    locked: AtomicBool,
}

impl Lock for IgnoresTheSwap {
    fn acquire(&self) {
        while self.locked.load(Acquire) {
            hint::spin_loop();
        }
        self.locked.swap(true, Acquire);
    }

    fn release(&self) {
        self.locked.store(false, Release);
    }
}

#[test]
fn a_swap_whose_answer_is_ignored_lets_two_threads_in() {
    Checker::new()
        .order_only()
        .check(|| visits::<IgnoresTheSwap>(2, 1))
        .expect_fails(FailureKind::Assertion);
}

/// Starts `threads` threads that acquire and release once; returns the most that were inside at the same time.
fn most_of(threads: u32) -> u32 {
    let (lock, inside) = (s1_two_steps::BinaryLock::default(), AtomicU32::new(0));
    thread::scope(|s| {
        let visits: Vec<_> = (0..threads)
            .map(|_| {
                s.spawn(|| {
                    lock.acquire();
                    let now = inside.fetch_add(1, SeqCst) + 1;
                    inside.fetch_sub(1, SeqCst);
                    lock.release();
                    now
                })
            })
            .collect();
        visits.into_iter().map(|visit| visit.join().unwrap()).max().unwrap_or_default()
    })
}

#[test]
fn the_answers_to_the_quiz_are_what_the_search_finds() {
    let answers = Checker::new().order_only().outcomes(|| most_of(3));
    let quiz = serde_json::json!({
        "version": 1,
        "question": "Three threads acquire and release once each, with the lock that loads and then stores. You note how many are inside at the same time, and keep the largest number of the run. What can it be?",
        "options": ["1", "2", "3"],
        "answers": answers.values().map(u32::to_string).collect::<Vec<_>>(),
        "why": "All three can look before the first of them stores. The broken lock only keeps out a thread that \
                arrives late enough to see the flag. Most runs are like that, which is why such a lock passes its tests.",
    });
    check_snapshot(expect_file!["../traces/quiz.json"], &quiz);
}

/// For the book's list of everything that holds.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs.txt"].assert_eq(&proofs);
}

// At the end, so that what is above keeps its lines, which the traces name.
mod edits;
