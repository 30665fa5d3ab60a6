//! Puts values behind your lock, and has two threads use them.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of two operations is tested: `get_mut` and `into_inner` have the same three tests, and the lock is taken
//!   twice by one thread as well as by two;
//! - only the first time round: in `the_lock_is_held_as_long_as_the_guard_lives` each thread comes twice, and
//!   `a_guard_can_be_used_more_than_once`;
//! - a value that is in the guard instead of the lock: `what_a_leaked_guard_has_changed_stays_changed`;
//! - a guard that is not invariant in `T` cannot be seen from here; the solution says why it matters;
//! - values of one kind: a `Page` borrows, and is neither `Send` nor `Sync` nor `Clone`; it counts its drops, because a
//!   `Vec` that is dropped twice ends the process without a verdict.

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
use interleave::trace::{Operation, Trace};
use interleave::{Checker, thread};
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

/// If this line or the next does not compile, `get_mut` no longer takes `&mut self`, or `into_inner` no longer takes
/// `self`. Only these two say that no other thread has the lock.
const _: fn(&mut Lock<u32>) -> &mut u32 = Lock::get_mut;
const _: fn(Lock<u32>) -> u32 = Lock::into_inner;

#[test]
fn two_threads_never_use_the_value_at_the_same_time() {
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
        assert!(read == 2, "two threads turned a page each, but the book is open at page {read}");
    });
}

#[test]
fn the_lock_is_held_as_long_as_the_guard_lives() {
    interleave::model(|| {
        let (book, inside) = (Lock::new(()), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    // Twice, so that a thread acquires after each release.
                    for _ in 0..2 {
                        let _guard = book.lock();
                        let others = inside.fetch_add(1, SeqCst);
                        assert!(others == 0, "two threads have a guard of the same lock at once");
                        inside.fetch_sub(1, SeqCst);
                    }
                });
            }
        });
    });
}

#[test]
fn a_second_guard_waits_for_the_first_even_on_the_same_thread() {
    let verdict = Checker::new().order_only().check(|| {
        let lock = Lock::new(1);
        let _first = lock.lock();
        let _second = lock.lock();
    });
    assert!(
        !verdict.holds(),
        "one thread has two guards of the same lock at once, and each of them lends `&mut` to the value"
    );
}

#[test]
fn no_update_is_lost() {
    interleave::model(|| {
        let counter = Lock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| *counter.lock() += 1);
            }
        });
        let total = *counter.lock();
        assert!(total == 2, "two threads added 1 each, but the lock holds {total}");
    });
}

#[test]
fn a_guard_can_be_used_more_than_once() {
    interleave::model(|| {
        let counter = Lock::new(0);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let mut guard = counter.lock();
                    *guard += 1;
                    *guard += 1;
                });
            }
        });
        let total = *counter.lock();
        assert!(total == 4, "two threads added 1 twice each, but the lock holds {total}");
    });
}

/// A list without a destructor.
#[derive(Debug, Default)]
struct List {
    length: usize,
    items: [u32; 4],
}

impl List {
    fn push(&mut self, item: u32) {
        self.items[self.length] = item;
        self.length += 1;
    }

    fn items(&self) -> &[u32] {
        &self.items[..self.length]
    }
}

#[test]
fn the_guard_is_used_like_a_reference() {
    interleave::model(|| {
        let list = Lock::new(List::default());
        list.lock().push(1);
        list.lock().push(2);
        list.lock().items[0] = 7;
        {
            let mut guard = list.lock();
            let last = guard.items()[1];
            guard.push(last);
        }
        assert_eq!(list.lock().items(), [7, 2, 2], "a change through the guard changes the value");
        *list.lock() = List::default();
        assert_eq!(list.lock().length, 0, "an assignment through the guard changes the value");
    });
}

#[test]
fn lock_returns_a_guard() {
    interleave::model(|| {
        let lock = Lock::new(1);
        let name = type_name_of_val(&lock.lock());
        assert!(
            name.contains("LockGuard<"),
            "`lock` returns a `{name}`, which isn't a `LockGuard`"
        );
    });
}

#[test]
fn a_panic_releases_the_lock() {
    interleave::model(|| {
        let book = Lock::new(1);
        thread::scope(|s| {
            let panics = s.spawn(|| {
                let _guard = book.lock();
                panic!("on purpose");
            });
            s.spawn(|| *book.lock() += 1);
            assert!(panics.join().is_err(), "the panic must reach the thread that joins");
        });
        assert_eq!(book.into_inner(), 2, "the other thread added 1");
    });
}

#[test]
fn two_locks_are_independent() {
    interleave::model(|| {
        let (left, right) = (Lock::new(1), Lock::new(10));
        {
            let mut of_left = left.lock();
            let mut of_right = right.lock();
            *of_left += 1;
            *of_right += 1;
            let both = (*of_left, *of_right);
            assert_eq!(both, (2, 11), "a guard gives access to the value of its own lock");
        }
        let moved = Box::new(left);
        *moved.lock() += 1;
        assert_eq!(moved.into_inner(), 3, "a lock that was moved still has its value");
    });
}

/// How this ran, by itself.
#[track_caller]
fn alone(program: fn()) -> Trace {
    match Checker::new().try_replay("", program) {
        Ok(run) => run.trace,
        Err(interleave::ReplayError::Fails(found)) => panic!("\n{found}"),
        Err(interleave::ReplayError::Search(problem)) => panic!("{problem}"),
    }
}

#[test]
fn get_mut_and_into_inner_do_not_touch_the_flag() {
    let get_mut = || {
        let mut lock = Lock::new(1);
        *lock.get_mut() += 1;
    };
    let into_inner = || _ = Lock::new(1).into_inner();
    for (method, program) in [("get_mut", get_mut as fn()), ("into_inner", into_inner)] {
        let trace = alone(program);
        let cell = [Operation::CellRead, Operation::CellWrite];
        let steps =
            trace.steps.iter().filter(|s| s.object.is_some() && !cell.contains(&s.operation));
        let steps = steps.count();
        let receiver = if method == "get_mut" { "&mut self" } else { "self" };
        assert!(
            steps == 0,
            "right, but poor: `{method}` acquires or releases, though `{receiver}` already means that no other \
             thread has the lock:\n\n{trace}"
        );
    }
}

#[test]
fn get_mut_does_not_wait_for_a_leaked_guard() {
    interleave::model(|| {
        let mut lock = Lock::new(1);
        // The guard is gone without having released the lock. No thread can use it any more.
        forget(lock.lock());
        *lock.get_mut() += 1;
        assert_eq!(lock.into_inner(), 2, "a change through `get_mut` changes the value");
    });
}

#[test]
fn what_a_leaked_guard_has_changed_stays_changed() {
    interleave::model(|| {
        let mut lock = Lock::new(1);
        let mut guard = lock.lock();
        *guard += 1;
        forget(guard);
        let value = *lock.get_mut();
        assert!(value == 2, "a guard changed 1 to 2 and was leaked, but the lock holds {value}");
    });
}

/// Counts how often it is dropped. It borrows, and can be neither sent nor shared nor cloned.
struct Page<'a>(&'a AtomicU32, PhantomData<*const ()>);

impl Drop for Page<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn the_value_is_dropped_once_and_with_its_lock() {
    interleave::model(|| {
        let dropped = AtomicU32::new(0);
        let page = || Page(&dropped, PhantomData);
        let lock = Lock::new(page());
        {
            let _guard = lock.lock();
        }
        let times = dropped.load(SeqCst);
        assert!(times == 0, "the lock still exists, but its value was dropped {times} times");
        *lock.lock() = page();
        let times = dropped.load(SeqCst);
        assert!(times == 1, "one value replaced another, and {times} were dropped");
        drop(lock);
        let times = dropped.load(SeqCst);
        assert!(times == 2, "the lock is gone, but {times} of 2 values were dropped");
    });
}

#[test]
fn into_inner_moves_the_value_out() {
    interleave::model(|| {
        let dropped = AtomicU32::new(0);
        let page = Lock::new(Page(&dropped, PhantomData)).into_inner();
        let times = dropped.load(SeqCst);
        assert!(times == 0, "`into_inner` returned the value, and dropped it as well");
        drop(page);
        let times = dropped.load(SeqCst);
        assert!(times == 1, "the value that `into_inner` returned was dropped {times} times");
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
fn only_a_guard_gives_access_to_the_value() {
    check(Probe::<Box<u32>>::IS_DEREF && Probe::<u32>::IS_CLONE, "the probe sees neither");
    check(
        !Probe::<Lock<u32>>::IS_DEREF,
        "`*lock` gives access to the value without acquiring the lock: the guard should implement `Deref`, \
         and the lock should not",
    );
    check(
        !Probe::<Lock<u32>>::IS_CLONE,
        "a clone of the lock has a value of its own, behind a flag of its own",
    );
}

#[test]
fn a_guard_cannot_be_cloned() {
    check(
        !Probe::<LockGuard<'static, u32>>::IS_CLONE,
        "the lock was acquired once, but a clone makes two guards of it: two threads have the value",
    );
}
