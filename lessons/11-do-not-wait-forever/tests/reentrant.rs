//! Every claim of chapter 11 about acquiring a lock again, explored.

// The stage is included whole, and this file uses a part of it.
#![allow(dead_code)]

/// The same stage, on the explorer.
mod sync {
    pub use interleave::sync::atomic;
}

use std::cell::RefCell;
use std::num::NonZeroU64;

use interleave::{cell, hint, thread};

#[path = "../src/s6_reentrant.rs"]
mod s6_reentrant;

use expect_test::{ExpectFile, expect_file};
use interleave::FailureKind;
use interleave::cell::Cell;
use interleave::sync::Mutex;
use s6_reentrant::ReentrantLock;

/// The number of the calling thread, in the model.
fn me() -> NonZeroU64 {
    thread::current().number()
}

#[track_caller]
fn check_snapshot(file: ExpectFile, data: &impl serde::Serialize) {
    file.assert_eq(&(serde_json::to_string_pretty(data).unwrap() + "\n"));
}

// ANCHOR: shelf
/// How many books are on the shelf, and how many are on loan.
struct Shelf {
    books: Mutex<(u32, u32)>,
}

impl Shelf {
    fn owned(&self) -> u32 {
        let books = self.books.lock().unwrap();
        books.0 + books.1
    }

    fn lend(&self) {
        let mut books = self.books.lock().unwrap();
        books.0 -= 1;
        books.1 += 1;
        assert_eq!(self.owned(), 3);
    }
}
// ANCHOR_END: shelf

#[test]
fn a_thread_that_locks_again_waits_for_itself() {
    let found = interleave::check(|| {
        let shelf = Shelf { books: Mutex::new((3, 0)) };
        thread::scope(|s| _ = s.spawn(|| shelf.lend()));
    })
    .expect_fails(FailureKind::Deadlock);
    check_snapshot(expect_file!["../traces/itself.json"], &found);
}

// ANCHOR: reentrant
#[test]
fn the_lock_is_free_only_when_the_last_guard_is_dropped() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Cell::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let outer = lock.lock();
                    let inner = lock.lock();
                    outer.set(outer.get() + 1);
                    drop(inner);
                    outer.set(outer.get() + 1);
                });
            }
        });
        assert_eq!(lock.lock().get(), 4);
    });
}
// ANCHOR_END: reentrant

#[test]
fn guards_may_be_dropped_in_any_order() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Cell::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let first = lock.lock();
                    let second = lock.lock();
                    drop(first);
                    second.set(second.get() + 1);
                });
            }
        });
        assert_eq!(lock.lock().get(), 2);
    });
}

#[test]
fn each_lock_counts_for_itself() {
    interleave::model(|| {
        let (left, right) = (ReentrantLock::new(Cell::new(0)), ReentrantLock::new(Cell::new(0)));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let _left = left.lock();
                    for _ in 0..2 {
                        let value = right.lock();
                        value.set(value.get() + 1);
                    }
                });
            }
        });
        assert_eq!(right.lock().get(), 4);
    });
}

#[test]
fn three_threads_enter_one_after_the_other() {
    interleave::model(|| {
        let lock = ReentrantLock::new(Cell::new(0));
        thread::scope(|s| {
            for _ in 0..3 {
                s.spawn(|| {
                    let (value, _again) = (lock.lock(), lock.lock());
                    value.set(value.get() + 1);
                });
            }
        });
        assert_eq!(lock.lock().get(), 3);
    });
}

#[test]
fn a_second_guard_can_meet_a_half_done_change() {
    let found = interleave::check(|| {
        // ANCHOR: half-done
        let books = ReentrantLock::new((Cell::new(3), Cell::new(0)));
        let owned = || {
            let books = books.lock();
            books.0.get() + books.1.get()
        };
        let books = books.lock();
        books.0.set(books.0.get() - 1);
        assert_eq!(owned(), 3);
        books.1.set(books.1.get() + 1);
        // ANCHOR_END: half-done
    })
    .expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("left is 2, right is 3"), "{found}");
}

#[test]
fn two_mutable_borrows_under_one_lock_are_caught_by_the_ref_cell() {
    interleave::model(|| {
        let lock = ReentrantLock::new(RefCell::new(vec![1]));
        let (first, second) = (lock.lock(), lock.lock());
        let mutable = first.borrow_mut();
        assert!(second.try_borrow_mut().is_err());
        drop(mutable);
        assert!(second.try_borrow_mut().is_ok());
    });
}

/// For the book's list of everything that is proved.
#[test]
#[ignore = "for the book: it runs the other tests here once more"]
fn what_holds_here_is_written_down() {
    let proofs = interleave::report::proofs(&["what_holds"]);
    expect_file!["../outputs/proofs-reentrant.txt"].assert_eq(&proofs);
}
