//! Panics with and without the lock, and asks the seal afterwards.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: a panic of the holder's own and one in a call; a guard from `Ok` and one from `Err`.
//! - 2, the first time only: `the_seal_stays_broken_until_it_is_mended`, `a_mended_seal_can_break_again`.
//! - 3, one kind of type: `a_value_that_borrows_can_be_sealed`.
//! - 4, std's types: refused in all exercises.
//! - 5, waiting where there is nothing to wait for: `asking_and_mending_never_wait`.
//! - one seal for two locks: `each_lock_has_a_seal_of_its_own`.

use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use interleave::thread;
use mark_it::Sealed;

/// Runs `work` on thread A, which is expected to panic, and joins it.
#[track_caller]
fn panics(work: impl FnOnce() + Send) {
    thread::scope(|s| {
        let a = s.spawn(work);
        assert!(a.join().is_err(), "A should have panicked");
    });
}

/// A panics while it holds the lock.
#[track_caller]
fn break_the_seal<T: Send>(sealed: &Sealed<T>) {
    panics(|| {
        let _guard = sealed.lock();
        panic_any("on purpose");
    });
}

#[track_caller]
fn check_whole<T>(sealed: &Sealed<T>, when: &str) {
    assert!(!sealed.is_broken(), "{when}, and `is_broken` says that the seal is broken");
    assert!(sealed.lock().is_ok(), "{when}, and `lock` says that the seal is broken");
}

#[track_caller]
fn check_broken<T>(sealed: &Sealed<T>, when: &str) {
    assert!(sealed.is_broken(), "{when}, but `is_broken` says that the seal is whole");
    assert!(sealed.lock().is_err(), "{when}, but `lock` says that the seal is whole");
}

/// Calls a closure when it is dropped, during a panic as well.
struct AtTheEnd<F: FnMut()>(F);

impl<F: FnMut()> Drop for AtTheEnd<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

#[test]
fn a_panic_under_the_lock_breaks_the_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        check_whole(&sealed, "the seal is new");
        break_the_seal(&sealed);
        check_broken(&sealed, "a holder has panicked");
    });
}

#[test]
fn a_panic_in_a_call_under_the_lock_breaks_the_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(vec![1]);
        panics(|| {
            let Ok(mut weights) = sealed.lock() else { return };
            weights.push(2);
            _ = weights[7];
        });
        check_broken(&sealed, "a call that the holder made has panicked");
    });
}

#[test]
fn a_panic_under_the_guard_from_an_error_breaks_the_seal_again() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        break_the_seal(&sealed);
        panics(|| {
            let Err(broken) = sealed.lock() else { return };
            let _guard = broken.into_inner();
            sealed.mend();
            panic_any("on purpose");
        });
        check_broken(&sealed, "a holder has mended the seal, and then panicked");
    });
}

#[test]
fn no_later_holder_misses_the_broken_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        thread::scope(|s| {
            let a = s.spawn(|| {
                let Ok(mut value) = sealed.lock() else { return };
                *value = 1;
                panic_any("before the value is 2");
            });
            s.spawn(|| {
                if let Ok(value) = sealed.lock() {
                    assert!(*value == 0, "B got a half-changed value, and `lock` returned `Ok`");
                }
            });
            assert!(a.join().is_err());
        });
    });
}

#[test]
fn without_a_panic_the_seal_stays_whole() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        let leaves = |early: bool| {
            let _guard = sealed.lock();
            if early {
                return None;
            }
            Some(())
        };
        assert!(leaves(true).is_none());
        check_whole(&sealed, "a holder has returned early");
        let question_mark = || -> Option<()> {
            let _guard = sealed.lock();
            leaves_nothing()?;
            Some(())
        };
        assert!(question_mark().is_none());
        check_whole(&sealed, "a holder has left by a `?`");
        let guard = sealed.lock();
        assert!(
            !sealed.is_broken(),
            "the lock is only held, and `is_broken` says that the seal is broken"
        );
        drop(guard);
        check_whole(&sealed, "a holder has released the lock");
    });
}

fn leaves_nothing() -> Option<()> {
    None
}

#[test]
fn a_panic_without_the_lock_breaks_no_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        panics(|| {
            drop(sealed.lock());
            panic_any("after the lock was released");
        });
        check_whole(&sealed, "a thread has panicked after it had released the lock");
    });
}

#[test]
fn a_panic_that_was_caught_under_the_lock_breaks_no_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        let guard = sealed.lock();
        let caught = catch_unwind(AssertUnwindSafe(|| panic_any("on purpose")));
        assert!(caught.is_err());
        drop(guard);
        check_whole(&sealed, "the holder has caught a panic, and gone on");
    });
}

#[test]
fn a_guard_that_a_panicking_thread_makes_breaks_no_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        panics(|| {
            let _end = AtTheEnd(|| {
                if let Ok(mut ends) = sealed.lock() {
                    *ends += 1;
                }
            });
            panic_any("without the lock");
        });
        check_whole(&sealed, "only a destructor has locked, during a panic");
        assert_eq!(sealed.lock().map(|ends| *ends).ok(), Some(1));
    });
}

#[test]
fn a_panicking_thread_that_locks_mends_no_seal() {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        panics(|| {
            let _end = AtTheEnd(|| drop(sealed.lock()));
            let _guard = sealed.lock();
            panic_any("under the lock");
        });
        check_broken(&sealed, "a holder has panicked, and a destructor has locked after that");
    });
}

#[test]
fn the_error_holds_the_lock_until_its_guard_is_dropped() {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        break_the_seal(&sealed);
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    let Err(broken) = sealed.lock() else {
                        panic!("`lock` doesn't notice that the seal is broken")
                    };
                    let mut value = broken.into_inner();
                    *value += 1;
                    let seen = *value;
                    thread::yield_now();
                    assert!(*value == seen, "the guard from the error doesn't hold the lock");
                });
            }
        });
        let Err(broken) = sealed.lock() else {
            panic!("`lock` doesn't notice that the seal is broken")
        };
        assert_eq!(*broken.into_inner(), 2);
    });
}

#[test]
fn an_error_that_is_thrown_away_releases_the_lock() {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        break_the_seal(&sealed);
        drop(sealed.lock());
        drop(sealed.lock());
    });
}

#[test]
fn the_seal_stays_broken_until_it_is_mended() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        break_the_seal(&sealed);
        for _ in 0..3 {
            drop(sealed.lock().map_err(mark_it::Broken::into_inner));
            check_broken(&sealed, "nothing has mended the seal");
        }
        sealed.mend();
        check_whole(&sealed, "the seal was mended");
    });
}

#[test]
fn a_mended_seal_can_break_again() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        for _ in 0..2 {
            break_the_seal(&sealed);
            check_broken(&sealed, "a holder has panicked");
            sealed.mend();
            check_whole(&sealed, "the seal was mended");
        }
        sealed.mend();
        check_whole(&sealed, "a whole seal was mended");
    });
}

#[test]
fn asking_and_mending_never_wait() {
    interleave::model(|| {
        let sealed = Sealed::new(1);
        break_the_seal(&sealed);
        let guard = sealed.lock();
        thread::scope(|s| {
            let b = s.spawn(|| {
                let was = sealed.is_broken();
                sealed.mend();
                (was, sealed.is_broken())
            });
            assert_eq!(b.join().ok(), Some((true, false)));
        });
        drop(guard);
        check_whole(&sealed, "the seal was mended while the lock was held");
    });
}

#[test]
fn each_lock_has_a_seal_of_its_own() {
    interleave::model(|| {
        let (left, right) = (Sealed::new(1), Sealed::new(2));
        break_the_seal(&left);
        check_whole(&right, "only the other lock's holder has panicked");
        check_broken(&left, "a holder has panicked");
        right.mend();
        check_broken(&left, "only the other seal was mended");
    });
}

#[test]
fn a_lock_inside_another_breaks_both_seals() {
    interleave::model(|| {
        let (outer, inner) = (Sealed::new(1), Sealed::new(2));
        panics(|| {
            let _outer = outer.lock();
            let _inner = inner.lock();
            panic_any("under both locks");
        });
        check_broken(&outer, "a holder of both locks has panicked");
        check_broken(&inner, "a holder of both locks has panicked");
    });
}

#[test]
fn a_value_that_borrows_can_be_sealed() {
    interleave::model(|| {
        let weight = 7;
        let sealed = Sealed::new(&weight);
        break_the_seal(&sealed);
        check_broken(&sealed, "a holder has panicked");
        sealed.mend();
        assert_eq!(sealed.lock().map(|weight| **weight).ok(), Some(7));
    });
}
