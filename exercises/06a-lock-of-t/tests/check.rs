//! Puts something behind your lock, and has two threads at it.

#![allow(
    unused_mut,
    forgetting_references,
    reason = "as it is shipped, `lock` returns a reference: mutable as it is, and with nothing to drop"
)]

use std::any::type_name_of_val;
use std::marker::PhantomData;
use std::mem::forget;
use std::ops::Deref;

use interleave::cell::Cell;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::trace::Operation;
use interleave::{Verdict, thread};
use lock_of_t::{Lock, LockGuard};

/// If this line does not compile, your guard has lost its lifetime: then it can outlive its lock.
#[allow(dead_code, reason = "it is there for the compiler")]
fn a_guard_has_a_lifetime<'a>(guard: LockGuard<'a, u32>) -> LockGuard<'a, u32> {
    guard
}

/// What is lent for `'a`, and no longer.
trait LentFor<'a> {}

impl<'a> LentFor<'a> for LockGuard<'a, u32> {}

/// As it is shipped.
impl<'a> LentFor<'a> for &'a mut u32 {}

/// A function that gets a lock for `'a`, and what it returns then.
trait Lends<'a> {
    type Lent;
}

impl<'a, G, F: Fn(&'a Lock<u32>) -> G> Lends<'a> for F {
    type Lent = G;
}

fn lends_no_longer_than_it_borrows(_lock: impl for<'a> Lends<'a, Lent: LentFor<'a>>) {}

/// If this does not compile, `lock` returns a guard that may live as long as its caller likes, although the lock was
/// only borrowed: the lifetime of the guard has to be that of `&self`.
#[allow(dead_code, reason = "it is there for the compiler")]
fn a_guard_does_not_outlive_its_lock() {
    lends_no_longer_than_it_borrows(Lock::<u32>::lock); // Or else the guard outlives its lock.
}

#[test]
fn two_readers_are_never_at_the_book_at_the_same_time() {
    interleave::model(|| {
        let book = Lock::new(Cell::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let page = book.lock();
                    let read = page.get();
                    page.set(read + 1);
                });
            }
        });
        let read = book.into_inner().get();
        assert!(read == 2, "two readers have turned one page each, but the book is open at {read}");
    });
}

#[test]
fn the_lock_is_held_as_long_as_the_guard_lives() {
    interleave::model(|| {
        let (book, inside) = (Lock::new(()), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    // Twice, so that somebody comes after each release.
                    for _ in 0..2 {
                        let _guard = book.lock();
                        let others = inside.fetch_add(1, SeqCst);
                        assert!(others == 0, "a reader got the book while another one had it");
                        inside.fetch_sub(1, SeqCst);
                    }
                });
            }
        });
    });
}

#[test]
fn no_change_is_lost() {
    interleave::model(|| {
        let counter = Lock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| *counter.lock() += 1);
            }
        });
        let total = *counter.lock();
        assert!(total == 2, "two threads have added 1, but the lock holds {total}");
    });
}

#[test]
fn the_guard_is_used_like_a_reference() {
    interleave::model(|| {
        let list = Lock::new(vec![1]);
        list.lock().push(2);
        list.lock()[0] = 7;
        {
            let mut guard = list.lock();
            let last = guard[1];
            guard.push(last);
        }
        assert_eq!(*list.lock(), [7, 2, 2], "what is done through the guard is done to the value");
        *list.lock() = Vec::new();
        assert!(list.lock().is_empty(), "what is done through the guard is done to the value");
    });
}

#[test]
fn lock_returns_a_guard() {
    interleave::model(|| {
        let lock = Lock::new(1);
        let name = type_name_of_val(&lock.lock());
        assert!(name.contains("LockGuard<"), "`lock` returns a `{name}`, which is no `LockGuard`");
    });
}

#[test]
fn a_panic_releases_the_lock() {
    interleave::model(|| {
        let book = Lock::new(1);
        thread::scope(|s| {
            let faints = s.spawn(|| {
                let _guard = book.lock();
                panic!("on purpose");
            });
            s.spawn(|| *book.lock() += 1);
            assert!(faints.join().is_err(), "the panic must reach whoever joins");
        });
        assert_eq!(book.into_inner(), 2, "the other reader has turned a page");
    });
}

#[test]
fn each_lock_is_a_lock_of_its_own() {
    interleave::model(|| {
        let (left, right) = (Lock::new(1), Lock::new(10));
        {
            let mut of_left = left.lock();
            let mut of_right = right.lock();
            *of_left += 1;
            *of_right += 1;
            assert_eq!(
                (*of_left, *of_right),
                (2, 11),
                "a guard leads to the value of its own lock"
            );
        }
        let moved = Box::new(left);
        *moved.lock() += 1;
        assert_eq!(moved.into_inner(), 3, "a lock that has moved has still its value");
    });
}

#[test]
fn whoever_is_alone_with_the_lock_takes_no_lock() {
    let verdict = interleave::check(|| {
        let mut lock = Lock::new(vec![1]);
        lock.get_mut().push(2);
        assert_eq!(lock.into_inner(), [1, 2], "what `get_mut` changes is the value");
    });
    let Verdict::Holds(explored) = verdict else {
        panic!("{}", verdict.counterexample().expect("a run that fails"))
    };
    assert!(
        explored.most(Operation::Swap) == 0 && explored.most(Operation::Lock) == 0,
        "right, but poor: `get_mut` and `into_inner` take the lock, though `&mut self` and `self` say that nobody \
         else has it"
    );
}

#[test]
fn whoever_is_alone_with_the_lock_need_not_ask_whether_it_is_free() {
    interleave::model(|| {
        let mut lock = Lock::new(1);
        forget(lock.lock());
        // The guard is gone, and has not released the lock. Nobody can have the value all the same.
        *lock.get_mut() += 1;
        assert_eq!(lock.into_inner(), 2, "what `get_mut` changes is the value");
    });
}

/// Counts how often it is dropped.
struct Page<'a>(&'a AtomicU32);

impl Drop for Page<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn the_value_goes_when_its_lock_goes() {
    interleave::model(|| {
        let dropped = AtomicU32::new(0);
        let lock = Lock::new(Page(&dropped));
        {
            let _guard = lock.lock();
        }
        let before = dropped.load(SeqCst);
        assert!(before == 0, "the lock is still there, but its value was dropped {before} times");
        drop(lock);
        let after = dropped.load(SeqCst);
        assert!(after == 1, "the lock is gone, and its value was dropped {after} times");
    });
}

/// What the compiler says of a type. Where the bound holds, the inherent constant is found first; elsewhere only the
/// trait's is left.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    const IS_DEREF: bool = false;
    const IS_CLONE: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Deref> Probe<T> {
    const IS_DEREF: bool = true;
}

impl<T: Clone> Probe<T> {
    const IS_CLONE: bool = true;
}

#[track_caller]
fn check(holds: bool, otherwise: &str) {
    assert!(holds, "{otherwise}");
}

#[test]
fn there_is_no_way_to_the_value_without_a_guard() {
    check(Probe::<Box<u32>>::IS_DEREF && Probe::<u32>::IS_CLONE, "the probe sees neither");
    check(
        !Probe::<Lock<u32>>::IS_DEREF,
        "`*lock` leads to the value, and nobody has taken the lock: it is the guard that should be `Deref`",
    );
    check(
        !Probe::<Lock<u32>>::IS_CLONE,
        "a clone of the lock has a value of its own, behind a flag of its own",
    );
}

#[test]
fn there_is_one_guard_for_one_locking() {
    check(
        !Probe::<LockGuard<'static, u32>>::IS_CLONE,
        "two guards for one locking are two threads with one value",
    );
}
