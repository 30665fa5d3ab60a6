//! Asks the compiler what it allows with your lock and your guard. Whatever it allows is done.

use std::marker::PhantomData;
use std::sync::MutexGuard;

use bounds::{Lock, LockGuard};
use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::atomic::{AtomicU32, Ordering::SeqCst};
use interleave::thread;

/// Hands a value to other threads, if the compiler lets it. Where the bound holds, the inherent method is found first;
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
    /// Another thread drops the value, while this one does something else.
    fn send(self, meanwhile: impl FnOnce()) {
        thread::scope(|s| {
            s.spawn(move || drop(self.0));
            meanwhile();
        });
    }
}

/// The compiler does not let it, so nothing happens.
#[allow(dead_code, reason = "as long as everything is allowed, nobody falls back on it")]
trait Refused: Sized {
    fn share<T>(self, _work: fn(&T)) {}
    fn send(self, _meanwhile: impl FnOnce()) {}
}

impl<T> Refused for Attempt<T> {}

#[test]
fn no_count_of_handles_is_used_by_two_threads_through_one_lock() {
    interleave::model(|| {
        let lock = Lock::new(Rc::new("a value with other handles"));
        Attempt(&lock).share(|lock: &Lock<Rc<&str>>| {
            let copy = Rc::clone(&lock.lock());
            drop(copy);
        });
    });
}

#[test]
fn no_count_of_handles_is_used_by_two_threads_after_the_lock_was_sent() {
    interleave::model(|| {
        let stays = Rc::new("a value with other handles");
        let lock = Lock::new(stays.clone());
        Attempt(lock).send(|| drop(stays));
    });
}

#[test]
fn no_cell_is_used_by_two_threads_through_one_guard() {
    interleave::model(|| {
        let lock = Lock::new(Cell::new(0));
        let guard = lock.lock();
        Attempt(&guard).share(|guard: &LockGuard<'_, Cell<i32>>| guard.set(1));
    });
}

#[test]
fn a_guard_is_dropped_on_the_thread_that_took_the_lock() {
    interleave::model(|| {
        let lock = Lock::new(7);
        Attempt(lock.lock()).send(|| ());
    });
}

/// An attempt is only as good as what it does where everybody knows that it is allowed.
#[test]
fn what_is_allowed_is_done() {
    interleave::model(|| {
        let times = AtomicU32::new(0);
        Attempt(&times).share(|times| _ = times.fetch_add(1, SeqCst));
        Attempt(7).send(|| _ = times.fetch_add(1, SeqCst));
        assert_eq!(times.into_inner(), 3, "two threads share it, and one does something meanwhile");
    });
}

/// May be looked at from any thread, but has to be dropped where it was made; like the guard of some locks.
struct Ticket {
    made_by: u64,
    _mark: PhantomData<MutexGuard<'static, ()>>,
}

impl Ticket {
    fn new() -> Self {
        Ticket { made_by: thread::current().number().get(), _mark: PhantomData }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let me = thread::current().number().get();
        assert!(
            me == self.made_by || thread::panicking(),
            "a value that is not `Send` was taken out of the lock by another thread, and dropped there"
        );
    }
}

#[test]
fn what_has_to_be_dropped_on_its_thread_is_not_taken_out_by_another() {
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

#[allow(dead_code, reason = "as long as everything is allowed, nobody falls back on it")]
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

/// May be sent, but not shared, and not copied either.
struct Sketch(#[allow(dead_code, reason = "it is only there to be there")] Cell<u32>);

#[track_caller]
fn check(allowed: bool, should: bool, what: &str, because: &str) {
    let says = if allowed { "allows" } else { "forbids" };
    assert!(allowed == should, "the compiler {says} {what}, but {because}");
}

#[test]
fn a_lock_may_be_sent_where_that_is_harmless() {
    let because = "whoever sends the lock sends the value in it, and this value may be sent";
    check(Probe::<Lock<u32>>::IS_SEND, true, "sending a `Lock<u32>`", because);
    check(
        Probe::<Lock<Sketch>>::IS_SEND,
        true,
        "sending a `Lock` of something with a `Cell`",
        because,
    );
}

#[test]
fn a_lock_may_be_shared_where_that_is_harmless() {
    let because =
        "the lock lets one thread at a time at the value, which goes from one to the next";
    check(Probe::<Lock<u32>>::IS_SYNC, true, "sharing a `Lock<u32>`", because);
    check(
        Probe::<Lock<Sketch>>::IS_SYNC,
        true,
        "sharing a `Lock` of something with a `Cell`",
        because,
    );
}

#[test]
fn a_guard_may_be_shared_where_that_is_harmless() {
    let because = "a shared guard leads to a shared value, and this value may be shared";
    check(
        Probe::<LockGuard<'static, u32>>::IS_SYNC,
        true,
        "sharing a `LockGuard<'_, u32>`",
        because,
    );
    let what = "sharing a `LockGuard` of something that may be shared, though not sent";
    check(Probe::<LockGuard<'static, Ticket>>::IS_SYNC, true, what, because);
}

#[test]
fn nothing_else_is_allowed() {
    let because = "it leads other threads to a value that must stay on its own";
    check(Probe::<Lock<Rc<u32>>>::IS_SEND, false, "sending a `Lock<Rc<u32>>`", because);
    check(Probe::<Lock<Rc<u32>>>::IS_SYNC, false, "sharing a `Lock<Rc<u32>>`", because);
    check(
        Probe::<Lock<Ticket>>::IS_SEND,
        false,
        "sending a `Lock` of something not `Send`",
        because,
    );
    check(
        Probe::<Lock<Ticket>>::IS_SYNC,
        false,
        "sharing a `Lock` of something not `Send`",
        because,
    );
    let because = "a shared guard leads to a shared value, and this value must not be shared";
    check(
        Probe::<LockGuard<'static, Sketch>>::IS_SYNC,
        false,
        "sharing a guard of a `Cell`",
        because,
    );
    check(
        Probe::<LockGuard<'static, Rc<u32>>>::IS_SYNC,
        false,
        "sharing a guard of an `Rc`",
        because,
    );
    let because =
        "the lock is released where the guard is dropped, and must be released where it was taken";
    check(
        Probe::<LockGuard<'static, u32>>::IS_SEND,
        false,
        "sending a `LockGuard<'_, u32>`",
        because,
    );
    check(
        Probe::<LockGuard<'static, Sketch>>::IS_SEND,
        false,
        "sending a guard of a `Cell`",
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

/// What is behind the lock may be borrowed. If this does not compile, your bounds ask for `'static`.
#[test]
fn it_is_still_a_lock() {
    interleave::model(|| {
        let mut total = 0;
        let lock = Lock::new(&mut total);
        Attempt(&lock).share(|lock: &Lock<&mut u32>| **lock.lock() += 1);
        drop(lock);
        assert!(total == 2, "two threads were to add 1 under the lock, but there is {total}");
    });
}

/// Adds one to what is in the lock, in two steps.
fn add(lock: &Lock<Cell<u32>>) {
    let cell = lock.lock();
    cell.set(cell.get() + 1);
}

/// Adds one when it is dropped, on whatever thread that is.
struct AddsLater<'a>(&'a Lock<Cell<u32>>);

impl Drop for AddsLater<'_> {
    fn drop(&mut self) {
        add(self.0);
    }
}

#[test]
fn one_thread_at_a_time_has_the_value() {
    interleave::model(|| {
        let lock = Lock::new(Cell::new(0));
        Attempt(&lock).share(add);
        let total = lock.lock().get();
        // Where sharing is refused, nobody has added anything.
        assert!(total != 1, "two threads have added 1, but the lock holds {total}");
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
fn the_value_goes_when_its_lock_goes() {
    interleave::model(|| {
        let ours = Rc::new(7);
        let lock = Lock::new(ours.clone());
        drop(lock.lock());
        assert_eq!(Rc::strong_count(&ours), 2, "the lock is still there, and so is its value");
        drop(lock);
        assert_eq!(Rc::strong_count(&ours), 1, "the lock is gone, and its value with it");
    });
}

#[test]
fn a_mark_takes_no_room() {
    let size = size_of::<LockGuard<'static, u64>>();
    assert!(
        size == size_of::<&u64>(),
        "a guard has {size} bytes, and a reference {}: a mark is a field that takes no room",
        size_of::<&u64>()
    );
}
