//! Asks the compiler what it allows with your lock and your guard, and then does everything that it allows.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of two operations is tested: each of the four promises is asked for what it must allow
//!   (`…_if_that_is_safe`) and for what it must refuse (`nothing_unsafe_is_allowed`), and most are tried as well;
//! - values of one kind: `Sketch` and `Ticket` can be neither copied nor cloned nor moved once pinned, one is not `Sync`
//!   and the other not `Send`; in `the_value_may_borrow` values and guards live only as long as the test.

use std::marker::{PhantomData, PhantomPinned};
use std::sync::MutexGuard;

use bounds::{Lock, LockGuard};
use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::thread;

/// Hands a value to other threads, if the compiler allows it. Where the bound holds, the inherent method is found first;
/// elsewhere only the trait's is left.
struct Attempt<T>(T);

impl<T: Sync> Attempt<&T> {
    /// Two threads do `work` with the value.
    fn share(self, work: fn(&T)) {
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(move || work(self.0));
            }
        });
    }
}

impl<T: Send> Attempt<T> {
    /// Another thread drops the value while this one does something else.
    fn send(self, meanwhile: impl FnOnce()) {
        thread::scope(|s| {
            s.spawn(move || drop(self.0));
            meanwhile();
        });
    }
}

/// The compiler refuses, so nothing happens.
#[allow(dead_code, reason = "while everything is allowed, nothing falls back on it")]
trait Refused: Sized {
    fn share<T>(self, _work: fn(&T)) {}
    fn send(self, _meanwhile: impl FnOnce()) {}
}

impl<T> Refused for Attempt<T> {}

#[test]
fn two_threads_never_use_one_rc_count_through_the_lock() {
    interleave::model(|| {
        let lock = Lock::new(Rc::new("a value with other handles"));
        Attempt(&lock).share(|lock: &Lock<Rc<&str>>| {
            let copy = Rc::clone(&lock.lock());
            drop(copy);
        });
    });
}

#[test]
fn two_threads_never_use_one_rc_count_after_the_lock_was_sent() {
    interleave::model(|| {
        let stays = Rc::new("a value with other handles");
        let lock = Lock::new(stays.clone());
        Attempt(lock).send(|| drop(stays));
    });
}

#[test]
fn two_threads_never_use_one_cell_through_a_guard() {
    interleave::model(|| {
        let lock = Lock::new(Cell::new(0));
        let guard = lock.lock();
        Attempt(&guard).share(|guard: &LockGuard<'_, Cell<i32>>| guard.set(1));
    });
}

#[test]
fn a_guard_is_dropped_on_the_thread_that_locked() {
    interleave::model(|| {
        let lock = Lock::new(7);
        Attempt(lock.lock()).send(|| ());
    });
}

/// An attempt proves something only if it really runs where it is allowed.
#[test]
fn the_attempts_run_where_they_are_allowed() {
    interleave::model(|| {
        let times = AtomicU32::new(0);
        Attempt(&times).share(|times| _ = times.fetch_add(1, SeqCst));
        Attempt(7).send(|| _ = times.fetch_add(1, SeqCst));
        assert_eq!(times.into_inner(), 3, "two threads share it, and one does something meanwhile");
    });
}

/// May be read from any thread, but must be dropped on the thread that made it: it is `Sync` and not `Send`.
struct Ticket {
    made_by: u64,
    _marker: PhantomData<(MutexGuard<'static, ()>, PhantomPinned)>,
}

impl Ticket {
    fn new() -> Self {
        Ticket { made_by: thread::current().number().get(), _marker: PhantomData }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let me = thread::current().number().get();
        assert!(
            me == self.made_by || thread::panicking(),
            "another thread took a value that is not `Send` out of the lock, and dropped it"
        );
    }
}

#[test]
fn a_value_that_is_not_send_stays_on_its_thread() {
    interleave::model(|| {
        let lock = Lock::new(Some(Ticket::new()));
        Attempt(&lock).share(|lock: &Lock<Option<Ticket>>| {
            let ticket = lock.lock().take();
            drop(ticket);
        });
    });
}

/// What the compiler says of `T`.
struct Probe<T>(PhantomData<T>);

#[allow(dead_code, reason = "while everything is allowed, nothing falls back on it")]
trait Otherwise {
    const IS_SEND: bool = false;
    const IS_SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const IS_SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const IS_SYNC: bool = true;
}

/// May be sent, but not shared: it is `Send` and not `Sync`.
struct Sketch(PhantomData<(Cell<u32>, PhantomPinned)>);

#[track_caller]
fn check(allowed: bool, should: bool, what: &str, because: &str) {
    let says = if allowed { "allows" } else { "forbids" };
    assert!(allowed == should, "the compiler {says} {what}, but {because}");
}

#[test]
fn a_lock_may_be_sent_if_that_is_safe() {
    let because = "sending a lock sends the value in it, and this value is `Send`";
    check(Probe::<Lock<u32>>::IS_SEND, true, "sending a `Lock<u32>`", because);
    check(
        Probe::<Lock<Sketch>>::IS_SEND,
        true,
        "sending a `Lock` of a value that is `Send` but not `Sync`",
        because,
    );
}

#[test]
fn a_lock_may_be_shared_if_that_is_safe() {
    let because =
        "the lock lets one thread at a time use the value, so the value is passed on, not shared";
    check(Probe::<Lock<u32>>::IS_SYNC, true, "sharing a `Lock<u32>`", because);
    check(
        Probe::<Lock<Sketch>>::IS_SYNC,
        true,
        "sharing a `Lock` of a value that is `Send` but not `Sync`",
        because,
    );
}

#[test]
fn a_guard_may_be_shared_if_that_is_safe() {
    let because = "threads that share a guard share its value, and this value is `Sync`";
    check(
        Probe::<LockGuard<'static, u32>>::IS_SYNC,
        true,
        "sharing a `LockGuard<'_, u32>`",
        because,
    );
    let what = "sharing a `LockGuard` of a value that is `Sync` but not `Send`";
    check(Probe::<LockGuard<'static, Ticket>>::IS_SYNC, true, what, because);
}

#[test]
fn nothing_unsafe_is_allowed() {
    let because = "another thread could then take out a value that is not `Send`";
    check(Probe::<Lock<Rc<u32>>>::IS_SEND, false, "sending a `Lock<Rc<u32>>`", because);
    check(Probe::<Lock<Rc<u32>>>::IS_SYNC, false, "sharing a `Lock<Rc<u32>>`", because);
    check(
        Probe::<Lock<Ticket>>::IS_SEND,
        false,
        "sending a `Lock` of a value that is not `Send`",
        because,
    );
    check(
        Probe::<Lock<Ticket>>::IS_SYNC,
        false,
        "sharing a `Lock` of a value that is not `Send`",
        because,
    );
    let because = "threads that share a guard share its value, and this value is not `Sync`";
    check(
        Probe::<LockGuard<'static, Sketch>>::IS_SYNC,
        false,
        "sharing a guard of a value that is not `Sync`",
        because,
    );
    check(
        Probe::<LockGuard<'static, Rc<u32>>>::IS_SYNC,
        false,
        "sharing a guard of an `Rc`",
        because,
    );
    let because =
        "the thread that drops the guard releases the lock, and only its holder may do that";
    check(
        Probe::<LockGuard<'static, u32>>::IS_SEND,
        false,
        "sending a `LockGuard<'_, u32>`",
        because,
    );
    check(
        Probe::<LockGuard<'static, Sketch>>::IS_SEND,
        false,
        "sending a guard of a value that is not `Sync`",
        because,
    );
    check(
        Probe::<LockGuard<'static, Rc<u32>>>::IS_SEND,
        false,
        "sending a guard of an `Rc`",
        because,
    );
    check(Probe::<LockGuard<'static, Ticket>>::IS_SEND, false, "sending any guard", because);
}

/// A value may borrow, and a guard always does. If a line of this does not compile, the bound of one promise asks for
/// `'static`.
#[test]
fn the_value_may_borrow() {
    interleave::model(|| {
        let mut total = 0;
        let lock = Lock::new(&mut total);
        Attempt(&lock).share(|lock: &Lock<&mut u32>| **lock.lock() += 1); // Sharing a lock.
        drop(lock);
        assert!(total == 2, "two threads should add 1 under the lock, but the total is {total}");

        let total = AtomicU32::new(0);
        let lock = Lock::new(&total);
        let guard = lock.lock();
        Attempt(&guard).share(|guard: &LockGuard<'_, &AtomicU32>| _ = guard.fetch_add(1, SeqCst)); // Sharing a guard.
        drop(guard);
        Attempt(lock).send(|| ()); // Sending a lock.
        let total = total.into_inner();
        assert!(total == 2, "two threads should add 1 through a guard, but the total is {total}");
    });
}

#[test]
fn the_value_stays_at_one_address() {
    interleave::model(|| {
        let lock = Lock::new(7);
        let address = |lock: &Lock<i32>| std::ptr::from_ref(&*lock.lock()).addr();
        let before = address(&lock);
        let moved = Box::new(lock);
        let after = address(&moved);
        assert!(
            before == after,
            "the lock was moved, and its value with it; C only knows the old address"
        );
    });
}

/// Adds one to the value in the lock, in two steps.
fn add(lock: &Lock<Cell<u32>>) {
    let cell = lock.lock();
    cell.set(cell.get() + 1);
}

/// Adds one when it is dropped, on the thread that drops it.
struct AddsLater<'a>(&'a Lock<Cell<u32>>);

impl Drop for AddsLater<'_> {
    fn drop(&mut self) {
        add(self.0);
    }
}

#[test]
fn one_thread_at_a_time_uses_the_value() {
    interleave::model(|| {
        let lock = Lock::new(Cell::new(0));
        Attempt(&lock).share(add);
        let total = lock.lock().get();
        // Where sharing is refused, no thread added anything.
        assert!(total != 1, "two threads added 1 each, but the lock holds {total}");
    });
    interleave::model(|| {
        let lock = Lock::new(Cell::new(0));
        let mut added = 1;
        Attempt(AddsLater(&lock)).send(|| {
            add(&lock);
            added += 1;
        });
        let total = lock.lock().get();
        assert!(total == added, "1 was added {added} times, but the lock holds {total}");
    });
}

#[test]
fn the_value_is_dropped_with_its_lock() {
    interleave::model(|| {
        let ours = Rc::new(7);
        let lock = Lock::new(ours.clone());
        drop(lock.lock());
        assert_eq!(Rc::strong_count(&ours), 2, "the lock still exists, and so does its value");
        drop(lock);
        assert_eq!(Rc::strong_count(&ours), 1, "the lock is gone, and its value with it");
    });
}

#[test]
fn a_marker_takes_up_no_space() {
    let size = size_of::<LockGuard<'static, u64>>();
    assert!(
        size == size_of::<&u64>(),
        "right, but poor: a guard has {size} bytes, and a reference {}; a marker is a field that takes up no space",
        size_of::<&u64>()
    );
}
