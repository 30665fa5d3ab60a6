//! rejected: assertion — it asks the explorer, and doesn't look at what it says
//! by: a_seal_that_is_broken_for_no_reason_is_refused, a_seal_that_mends_by_itself_is_refused, a_seal_that_misses_a_panic_is_refused, an_answer_that_waits_for_the_lock_is_refused

#[path = "../../../exercises/10c-test-the-seals/src/sealed.rs"]
mod sealed;

use std::panic::panic_any;

use interleave::{check, thread};

pub use sealed::{Guard, Sealed};

/// Returns if the locks that `new` makes are right, and panics if they are wrong.
pub fn test(new: fn() -> Box<dyn Sealed>) {
    let _ = check(|| a_panic_under_the_lock_breaks_the_seal_until_it_is_mended(new));
    let _ = check(|| a_panic_under_the_guard_from_an_error_breaks_it_again(new));
    let _ = check(|| no_later_holder_misses_the_broken_seal(new));
    let _ = check(|| a_destructor_that_locks_during_a_panic_changes_nothing(new));
    let _ = check(|| asking_and_mending_never_wait(new));
}

fn a_panic_under_the_lock_breaks_the_seal_until_it_is_mended(new: fn() -> Box<dyn Sealed>) {
    let (sealed, other) = (new(), new());
    drop(sealed.lock());
    check_whole(&*sealed);
    break_the_seal(&*sealed);
    // Neither the first thread that gets the error nor a holder that doesn't panic may mend the seal.
    for _ in 0..2 {
        check_broken(&*sealed);
    }
    check_whole(&*other);
    sealed.mend();
    check_whole(&*sealed);
}

fn a_panic_under_the_guard_from_an_error_breaks_it_again(new: fn() -> Box<dyn Sealed>) {
    let sealed = new();
    break_the_seal(&*sealed);
    panics(|| {
        let _broken = sealed.lock();
        sealed.mend();
        panic_any("under the guard from an error");
    });
    check_broken(&*sealed);
}

fn no_later_holder_misses_the_broken_seal(new: fn() -> Box<dyn Sealed>) {
    let sealed = new();
    thread::scope(|s| {
        let a = s.spawn(|| {
            let Ok(mut value) = sealed.lock() else { return };
            *value = 1;
            panic_any("before the value is 2");
        });
        s.spawn(|| {
            if let Ok(value) = sealed.lock() {
                assert!(*value == 0, "`lock` returned `Ok`, and the value is half changed");
            }
        });
        _ = a.join();
    });
}

fn a_destructor_that_locks_during_a_panic_changes_nothing(new: fn() -> Box<dyn Sealed>) {
    let sealed = new();
    panics(|| {
        let _last = LocksAtTheEnd(&*sealed);
        panic_any("without the lock");
    });
    check_whole(&*sealed);
    panics(|| {
        let _last = LocksAtTheEnd(&*sealed);
        let _guard = sealed.lock();
        panic_any("under the lock");
    });
    check_broken(&*sealed);
}

fn asking_and_mending_never_wait(new: fn() -> Box<dyn Sealed>) {
    let sealed = new();
    let guard = sealed.lock();
    thread::scope(|s| {
        s.spawn(|| {
            assert!(!sealed.is_broken(), "the lock is only held, but its seal is broken");
            sealed.mend();
        });
    });
    drop(guard);
}

/// Locks when it is dropped.
struct LocksAtTheEnd<'a>(&'a dyn Sealed);

impl Drop for LocksAtTheEnd<'_> {
    fn drop(&mut self) {
        drop(self.0.lock());
    }
}

fn break_the_seal(sealed: &dyn Sealed) {
    panics(|| {
        let _guard = sealed.lock();
        panic_any("under the lock");
    });
}

/// Does this on a thread of its own, which has to panic.
fn panics(work: impl FnOnce() + Send) {
    thread::scope(|s| assert!(s.spawn(work).join().is_err()));
}

#[track_caller]
fn check_whole(sealed: &dyn Sealed) {
    assert!(!sealed.is_broken(), "the seal should be whole, but `is_broken` returns true");
    assert!(sealed.lock().is_ok(), "the seal should be whole, but `lock` returns `Err`");
}

#[track_caller]
fn check_broken(sealed: &dyn Sealed) {
    assert!(sealed.is_broken(), "the seal should be broken, but `is_broken` returns false");
    assert!(sealed.lock().is_err(), "the seal should be broken, but `lock` returns `Ok`");
}
