//! Leaves a block on every path there is, and asks whether the lock was released.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: every path is tried with `drop`, and `release` as well; inside another guard, too.
//! - 2, the first time only: `two_threads_are_never_inside_together`, `a_break_releases_the_lock`,
//!   `after_an_early_release_the_next_guard_is_as_good_as_the_first`.
//! - 4, std's types: refused in all exercises.
//! - 2 again, a thread that already panics: `a_guard_made_while_a_panic_unwinds_holds_the_lock`.
//! - 5, waiting where there is nothing to wait for: `release_does_not_wait_for_the_next_holder`.
//! - another store in place of `BinaryLock::release`: `what_was_done_under_a_guard_is_seen_under_the_next` has both ways
//!   to release, and explores what the orderings allow.
//! - a guard that a public field lets any code make can't be seen from here; the README says so.

#![allow(
    clippy::drop_non_drop,
    clippy::forget_non_drop,
    reason = "as it is shipped, the guard has nothing to drop yet"
)]

use std::marker::PhantomData;
use std::mem::forget;
use std::panic::{AssertUnwindSafe, catch_unwind};

use guard::{BinaryLock, Guard};
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::{Checker, cell::Cell, thread};

/// The orderings are given in this exercise, so all tests but one explore the order of steps only.
#[track_caller]
fn explore<T>(program: impl Fn() -> T) {
    Checker::new().order_only().model(program);
}

#[track_caller]
fn check_free(lock: &BinaryLock, when: &str) {
    assert!(!lock.locked(), "{when}, but the lock is still held");
}

/// Goes in and out: no other thread may be inside at the same time.
fn visit(inside: &AtomicU32) {
    let others = inside.fetch_add(1, SeqCst);
    assert!(others == 0, "two threads are inside together");
    inside.fetch_sub(1, SeqCst);
}

#[test]
fn a_second_guard_gets_the_lock_after_the_first() {
    explore(|| {
        let lock = BinaryLock::default();
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _guard = lock.guard();
                });
            }
        });
    });
}

#[test]
fn the_lock_is_held_while_the_guard_lives() {
    explore(|| {
        let lock = BinaryLock::default();
        assert!(!lock.locked(), "a new lock is free");
        let guard = lock.guard();
        assert!(lock.locked(), "the guard lives, but the lock is free");
        let moved = guard;
        assert!(lock.locked(), "the guard was only moved, but the lock is free");
        drop(moved);
        check_free(&lock, "the guard was dropped");
    });
}

#[test]
fn two_threads_are_never_inside_together() {
    explore(|| {
        let (lock, inside) = (BinaryLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    for _ in 0..2 {
                        let _guard = lock.guard();
                        visit(&inside);
                    }
                });
            }
        });
        check_free(&lock, "both threads have left");
    });
}

#[test]
fn a_return_releases_the_lock() {
    explore(|| {
        let lock = BinaryLock::default();
        let leaves = |early: bool| {
            let _guard = lock.guard();
            if early {
                return 1;
            }
            2
        };
        assert_eq!(leaves(true), 1);
        check_free(&lock, "a thread left the block by a `return`");
        assert_eq!(leaves(false), 2);
        check_free(&lock, "a thread left at the end of the block");
    });
}

#[test]
fn a_question_mark_releases_the_lock() {
    explore(|| {
        let lock = BinaryLock::default();
        let leaves = |text: &str| -> Result<u32, std::num::ParseIntError> {
            let _guard = lock.guard();
            let number: u32 = text.parse()?;
            Ok(number)
        };
        assert!(leaves("seven").is_err());
        check_free(&lock, "a thread left the block by a `?`");
    });
}

#[test]
fn a_break_releases_the_lock() {
    explore(|| {
        let lock = BinaryLock::default();
        for turn in 0..3 {
            let _guard = lock.guard();
            if turn == 1 {
                break;
            }
        }
        check_free(&lock, "a thread left the block by a `break`");
    });
}

#[test]
fn a_panic_releases_the_lock() {
    explore(|| {
        let lock = BinaryLock::default();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let _guard = lock.guard();
            panic!("on purpose");
        }));
        assert!(result.is_err());
        check_free(&lock, "a panic ended the block");
    });
}

#[test]
fn a_thread_that_panics_leaves_the_lock_free() {
    explore(|| {
        let lock = BinaryLock::default();
        thread::scope(|s| {
            let panics = s.spawn(|| {
                let _guard = lock.guard();
                panic!("on purpose");
            });
            s.spawn(|| drop(lock.guard()));
            assert!(panics.join().is_err(), "the panic must reach the thread that joins");
        });
        check_free(&lock, "all threads have left");
    });
}

/// Takes the lock when it is dropped.
struct LocksUp<'a> {
    lock: &'a BinaryLock,
    was_held: &'a AtomicU32,
}

impl Drop for LocksUp<'_> {
    fn drop(&mut self) {
        let _guard = self.lock.guard();
        self.was_held.store(u32::from(self.lock.locked()), SeqCst);
    }
}

#[test]
fn a_guard_made_while_a_panic_unwinds_holds_the_lock() {
    explore(|| {
        let (lock, was_held) = (BinaryLock::default(), AtomicU32::new(0));
        let result = catch_unwind(AssertUnwindSafe(|| {
            let _locks_up = LocksUp { lock: &lock, was_held: &was_held };
            panic!("on purpose");
        }));
        assert!(result.is_err());
        let was_held = was_held.load(SeqCst) == 1;
        assert!(was_held, "a destructor made a guard during a panic, but the lock was free");
        check_free(&lock, "the destructor has ended");
    });
}

/// A page that is read and written only under the lock.
#[derive(Default)]
struct Page(Cell<u32>);

// SAFETY: the explorer checks every access to the cell, and reports two that nothing orders.
unsafe impl Sync for Page {}

#[test]
fn what_was_done_under_a_guard_is_seen_under_the_next() {
    for early in [false, true] {
        // The orderings of `BinaryLock` are right. A guard that releases by a step of its own needs them as well.
        interleave::model(|| {
            let (lock, page) = (BinaryLock::default(), Page::default());
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        let Page(page) = &page;
                        let guard = lock.guard();
                        page.set(page.get() + 1);
                        if early {
                            guard.release();
                        }
                    });
                }
            });
        });
    }
}

/// If a call of this doesn't compile, your `release` leaves the guard behind, and a thread has a guard without a lock.
fn takes_the_guard<G>(_guard: &G, _release: fn(G)) {}

#[test]
fn the_lock_can_be_released_before_the_end_of_the_block() {
    explore(|| {
        let lock = BinaryLock::default();
        let guard = lock.guard();
        takes_the_guard(&guard, Guard::release); // After `release` there must be no guard any more.
        guard.release();
        check_free(&lock, "`release` was called");
        drop(lock.guard());
        check_free(&lock, "the lock was taken once more, and its guard dropped");
    });
}

/// Another thread takes the lock as soon as it was released early. It must not be released a second time then.
#[test]
fn a_lock_that_was_released_early_is_not_released_again() {
    explore(|| {
        let (lock, inside) = (BinaryLock::default(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let guard = lock.guard();
                    visit(&inside);
                    guard.release();
                });
            }
        });
        check_free(&lock, "all threads have left");
    });
}

/// The next holder keeps the lock forever. The thread that has released it doesn't wait for that.
#[test]
fn release_does_not_wait_for_the_next_holder() {
    explore(|| {
        let lock = BinaryLock::default();
        let guard = lock.guard();
        thread::scope(|s| {
            s.spawn(|| forget(lock.guard()));
            guard.release();
        });
        assert!(lock.locked(), "A keeps the lock, but it is free");
    });
}

#[test]
fn after_an_early_release_the_next_guard_is_as_good_as_the_first() {
    explore(|| {
        let lock = BinaryLock::default();
        for _ in 0..2 {
            let guard = lock.guard();
            assert!(lock.locked(), "the guard lives, but the lock is free");
            guard.release();
            check_free(&lock, "`release` was called");
            let guard = lock.guard();
            assert!(lock.locked(), "the guard lives, but the lock is free");
            drop(guard);
            check_free(&lock, "the guard was dropped");
        }
    });
}

/// One guard inside another, left by `release`, by `?` and by a panic.
#[test]
fn a_guard_inside_another_releases_its_own_lock_on_every_path() {
    explore(|| {
        let (front, back) = (BinaryLock::default(), BinaryLock::default());
        let guard = front.guard();
        back.guard().release();
        let early = || -> Option<()> {
            let _guard = back.guard();
            None?
        };
        assert!(early().is_none());
        check_free(&back, "a thread left the inner block by a `?`");
        let result = catch_unwind(AssertUnwindSafe(|| {
            let _guard = back.guard();
            panic!("on purpose");
        }));
        assert!(result.is_err());
        check_free(&back, "a panic ended the inner block");
        assert!(front.locked(), "the outer guard lives, but its lock is free");
        guard.release();
        check_free(&front, "`release` was called");
    });
}

#[test]
fn each_guard_releases_its_own_lock() {
    explore(|| {
        let (front, back) = (BinaryLock::default(), BinaryLock::default());
        let guard_of_front = front.guard();
        assert!(!back.locked(), "the front door was locked, and the back door as well");
        let guard_of_back = back.guard();
        drop(guard_of_front);
        check_free(&front, "the guard of the front door was dropped");
        assert!(back.locked(), "the guard of the back door lives, but that lock is free");
        drop(guard_of_back);
        check_free(&back, "the guard of the back door was dropped");
    });
}

#[test]
fn a_lock_that_has_moved_is_still_the_same_lock() {
    explore(|| {
        let lock = BinaryLock::default();
        drop(lock.guard());
        let moved = Box::new(lock);
        let guard = moved.guard();
        assert!(moved.locked(), "the guard lives, but the lock is free");
        drop(guard);
        check_free(&moved, "the guard was dropped");
    });
}

/// What the compiler says about a value's type. Where the bound holds, the first of the two methods is found first.
struct Probe<T>(PhantomData<T>);

fn probe<T>(_value: &T) -> Probe<T> {
    Probe(PhantomData)
}

trait Cloned {
    fn can_be_cloned(&self) -> bool {
        true
    }
}

trait NotCloned {
    fn can_be_cloned(&self) -> bool {
        false
    }
}

impl<T: Clone> Cloned for Probe<T> {}

impl<T> NotCloned for &Probe<T> {}

#[test]
#[allow(
    clippy::needless_borrow,
    reason = "the borrow is what the choice between the two methods goes by"
)]
fn a_guard_cannot_be_cloned() {
    assert!((&probe(&1)).can_be_cloned(), "a number can be cloned");
    explore(|| {
        let lock = BinaryLock::default();
        let guard = lock.guard();
        assert!(
            !(&probe(&guard)).can_be_cloned(),
            "a guard that can be cloned or copied releases the lock as often as there are copies"
        );
        drop(guard);
    });
}
