//! Panics with and without the lock, and asks the seal afterwards.
//!
//! Classes of wrong answers closed here (CONTRIBUTING has the list):
//! - 1, one of two ways only: a panic of the holder's own and one in a call; a guard from `Ok` and one from `Err`; a
//!   thread that panics under the lock and one that locks while it panics.
//! - 2, the first time only: `the_seal_stays_broken_until_it_is_mended`, `a_mended_seal_can_break_again`.
//! - 3, one kind of type: `a_value_that_borrows_can_be_sealed`, `threads_get_a_seal_where_they_get_its_lock`.
//! - 4, std's types: refused in all exercises. std's `panicking`: `a_panic_of_another_thread_changes_nothing`.
//! - 5, waiting where there is nothing to wait for: `asking_and_mending_never_wait`.
//! - 6, the boundary: `one_mend_is_enough_after_a_thousand_panics`.
//! - a `mend` meanwhile, or none: `a_holder_that_ends_well_…`.
//! - 9, right until the lock is used again: what a panicking thread leaves behind, and what a waiting one overwrites.
//! - one seal for two locks: `each_lock_has_a_seal_of_its_own`.

use std::marker::PhantomData;
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

use interleave::cell::Cell;
use interleave::rc::Rc;
use interleave::sync::Barrier;
use interleave::{Checker, thread};
use mark_it::{Broken, Guard, Sealed};

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
    panics(|| panics_under(sealed));
}

fn panics_under<T>(sealed: &Sealed<T>) {
    let _guard = sealed.lock();
    panic_any("under the lock");
}

/// Panics without the lock; meanwhile, a destructor does `work`.
fn while_panicking(work: impl FnMut()) {
    let _end = AtTheEnd(work);
    panic_any("without the lock");
}

/// Calls a closure when it is dropped, during a panic as well.
struct AtTheEnd<F: FnMut()>(F);

impl<F: FnMut()> Drop for AtTheEnd<F> {
    fn drop(&mut self) {
        (self.0)();
    }
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

/// Seals a value, does `work`, and looks: the seal must be broken.
#[track_caller]
fn breaks(when: &str, work: impl Fn(&Sealed<i32>)) {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        work(&sealed);
        check_broken(&sealed, when);
    });
}

/// Seals a value, does `work`, and looks: the seal must be whole.
#[track_caller]
fn leaves_whole(when: &str, work: impl Fn(&Sealed<i32>)) {
    interleave::model(|| {
        let sealed = Sealed::new(0);
        work(&sealed);
        check_whole(&sealed, when);
    });
}

#[test]
fn a_panic_under_the_lock_breaks_the_seal() {
    breaks("a holder has panicked", |sealed| {
        check_whole(sealed, "the seal is new");
        break_the_seal(sealed);
    });
}

#[test]
fn a_panic_in_a_call_under_the_lock_breaks_the_seal() {
    breaks("a call that the holder made has panicked", |sealed| {
        panics(|| {
            let Ok(mut weight) = sealed.lock() else { return };
            *weight += [1, 2][*weight as usize + 7];
        });
    });
}

#[test]
fn a_panic_under_the_guard_from_an_error_breaks_the_seal_again() {
    breaks("a holder has mended the seal, and then panicked", |sealed| {
        break_the_seal(sealed);
        panics(|| {
            let Err(broken) = sealed.lock() else { return };
            let _guard = broken.into_inner();
            sealed.mend();
            panic_any("on purpose");
        });
    });
    breaks("a holder has panicked after another thread had mended the seal", |sealed| {
        break_the_seal(sealed);
        panics(|| {
            let _guard = sealed.lock();
            thread::scope(|s| _ = s.spawn(|| sealed.mend()).join());
            panic_any("on purpose");
        });
    });
}

#[test]
fn no_later_holder_misses_the_broken_seal() {
    breaks("a holder has panicked", |sealed| {
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
    leaves_whole("a holder has returned early", |sealed| {
        let leaves = |early: bool| {
            let _guard = sealed.lock();
            if early {
                return None;
            }
            Some(())
        };
        assert!(leaves(true).is_none());
    });
    leaves_whole("a holder has left by a `?`", |sealed| {
        let leaves = || -> Option<()> {
            let _guard = sealed.lock();
            None?;
            Some(())
        };
        assert!(leaves().is_none());
    });
    leaves_whole("a holder has released the lock", |sealed| {
        let _guard = sealed.lock();
        let broken = sealed.is_broken();
        assert!(!broken, "the lock is only held, and `is_broken` says that the seal is broken");
    });
}

#[test]
fn a_panic_without_the_lock_breaks_no_seal() {
    leaves_whole("a thread has panicked after it had released the lock", |sealed| {
        panics(|| {
            drop(sealed.lock());
            panic_any("after the lock was released");
        });
    });
}

#[test]
fn a_panic_that_was_caught_under_the_lock_breaks_no_seal() {
    leaves_whole("the holder has caught a panic, and gone on", |sealed| {
        let _guard = sealed.lock();
        let caught = catch_unwind(AssertUnwindSafe(|| panic_any("on purpose")));
        assert!(caught.is_err());
    });
}

#[test]
fn a_panic_of_another_thread_changes_nothing() {
    leaves_whole("a guard was dropped while another thread was panicking", |sealed| {
        let (loud, meet) = (Sealed::new(0), Barrier::new(2));
        thread::scope(|s| {
            let guard = sealed.lock();
            // A is in the middle of its panic between the two meetings.
            let a = s.spawn(|| while_panicking(|| _ = (meet.wait(), meet.wait())));
            meet.wait();
            drop(guard);
            break_the_seal(&loud);
            meet.wait();
            assert!(a.join().is_err());
        });
        check_broken(&loud, "a holder has panicked while another thread was panicking");
    });
}

#[test]
fn a_guard_that_a_panicking_thread_makes_breaks_no_seal() {
    leaves_whole("only a destructor has locked, during a panic", |sealed| {
        panics(|| while_panicking(|| _ = sealed.lock().map(|mut ends| *ends += 1)));
        assert_eq!(sealed.lock().map(|ends| *ends).ok(), Some(1));
    });
    let again = |sealed: &Sealed<i32>| {
        panics(|| {
            while_panicking(|| _ = catch_unwind(AssertUnwindSafe(|| panics_under(sealed))));
        });
    };
    leaves_whole("a destructor has locked during a panic, and panicked again", again);
    breaks("a holder has panicked, after a destructor had locked during a panic", |sealed| {
        again(sealed);
        break_the_seal(sealed);
    });
}

#[test]
fn a_panicking_thread_that_locks_mends_no_seal() {
    breaks("a holder has panicked, and a destructor has locked after that", |sealed| {
        panics(|| {
            let _end = AtTheEnd(|| drop(sealed.lock()));
            panics_under(sealed);
        });
    });
}

#[test]
fn a_panicking_thread_is_told_and_can_mend() {
    leaves_whole("a panicking thread has mended the seal", |sealed| {
        break_the_seal(sealed);
        let mut told = (false, false);
        panics(|| {
            while_panicking(|| {
                told = (sealed.is_broken(), sealed.lock().is_err());
                sealed.mend();
            });
        });
        assert!(
            told.0,
            "a panicking thread has asked, and `is_broken` says that the seal is whole"
        );
        assert!(told.1, "a panicking thread has locked, and `lock` says that the seal is whole");
    });
}

#[test]
fn a_waiting_thread_changes_nothing_for_the_holder() {
    breaks("a holder has panicked while a panicking thread was waiting", |sealed| {
        thread::scope(|s| {
            let a = s.spawn(|| while_panicking(|| drop(sealed.lock())));
            let b = s.spawn(|| panics_under(sealed));
            assert!(a.join().is_err() && b.join().is_err());
        });
    });
    leaves_whole("a thread has waited while a panicking thread held the lock", |sealed| {
        thread::scope(|s| {
            let a = s.spawn(|| while_panicking(|| drop(sealed.lock())));
            drop(sealed.lock());
            assert!(a.join().is_err());
        });
    });
}

#[test]
fn the_error_holds_the_lock_until_its_guard_is_dropped() {
    breaks("nothing has mended the seal", |sealed| {
        break_the_seal(sealed);
        drop(sealed.lock()); // An error that is thrown away releases the lock.
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
        assert_eq!(sealed.lock().err().map(|broken| *broken.into_inner()), Some(2));
    });
}

#[test]
fn the_seal_stays_broken_until_it_is_mended() {
    leaves_whole("the seal was mended", |sealed| {
        break_the_seal(sealed);
        for _ in 0..3 {
            drop(sealed.lock().map_err(Broken::into_inner));
            check_broken(sealed, "nothing has mended the seal");
        }
        sealed.mend();
    });
}

#[test]
fn a_mended_seal_can_break_again() {
    leaves_whole("a seal that was whole was mended", |sealed| {
        for _ in 0..2 {
            break_the_seal(sealed);
            check_broken(sealed, "a holder has panicked");
            sealed.mend();
            check_whole(sealed, "the seal was mended");
            sealed.mend();
        }
    });
}

#[test]
fn one_mend_is_enough_after_a_thousand_panics() {
    // There is only one thread, so one run is enough. More would only add weak exchanges that fail for no reason.
    Checker::new().max_executions(1).model(|| {
        let sealed = Sealed::new(0);
        for panics in 1..=1_000 {
            assert!(catch_unwind(AssertUnwindSafe(|| panics_under(&sealed))).is_err());
            let broken = sealed.is_broken();
            assert!(broken, "{panics} holders have panicked, and the seal is whole");
        }
        sealed.mend();
        check_whole(&sealed, "a thousand holders had panicked, and then the seal was mended");
    });
}

#[test]
fn asking_and_mending_never_wait() {
    leaves_whole("the seal was mended while the lock was held", |sealed| {
        break_the_seal(sealed);
        let _guard = sealed.lock();
        thread::scope(|s| {
            let b = s.spawn(|| {
                let was = sealed.is_broken();
                sealed.mend();
                (was, sealed.is_broken())
            });
            assert_eq!(b.join().ok(), Some((true, false)));
        });
    });
}

#[test]
fn asking_and_mending_are_safe_while_a_holder_panics() {
    breaks("a holder has panicked while another thread was asking", |sealed| {
        thread::scope(|s| {
            let a = s.spawn(|| panics_under(sealed));
            sealed.is_broken();
            assert!(a.join().is_err());
        });
    });
    leaves_whole("a thread has mended the seal twice", |sealed| {
        thread::scope(|s| {
            let a = s.spawn(|| panics_under(sealed));
            sealed.mend();
            assert!(a.join().is_err());
        });
        sealed.mend();
    });
}

#[test]
fn a_holder_that_ends_well_undoes_no_mend() {
    leaves_whole("the seal was mended while another thread locked and released", |sealed| {
        break_the_seal(sealed);
        thread::scope(|s| {
            s.spawn(|| drop(sealed.lock()));
            sealed.mend();
        });
    });
}

#[test]
fn a_holder_that_ends_well_mends_no_seal() {
    breaks("nothing has mended the seal", |sealed| {
        break_the_seal(sealed);
        thread::scope(|s| {
            s.spawn(|| drop(sealed.lock()));
            let broken = sealed.is_broken();
            assert!(
                broken,
                "a thread locks and releases, and `is_broken` says that the seal is whole"
            );
        });
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
            panics_under(&inner);
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

/// What the compiler says of `T`: where the bound holds, the inherent constant is found first.
struct Probe<T>(PhantomData<T>);

trait Otherwise {
    const SEND: bool = false;
    const SYNC: bool = false;
}

impl<T> Otherwise for Probe<T> {}

impl<T: Send> Probe<T> {
    const SEND: bool = true;
}

impl<T: Sync> Probe<T> {
    const SYNC: bool = true;
}

#[test]
fn threads_get_a_seal_where_they_get_its_lock() {
    #[track_caller]
    fn check(what: &str, allowed: bool, should: bool) {
        let says = if allowed { "allows" } else { "forbids" };
        assert!(allowed == should, "the compiler {says} {what}; it should go by `lock.rs`'s types");
    }
    check("sending a `Sealed` of a number", Probe::<Sealed<u32>>::SEND, true);
    check("sharing a `Sealed` of a number", Probe::<Sealed<u32>>::SYNC, true);
    check("sending a `Sealed` of a `Cell`", Probe::<Sealed<Cell<u32>>>::SEND, true);
    check("sharing a `Sealed` of a `Cell`", Probe::<Sealed<Cell<u32>>>::SYNC, true);
    check("sending a `Sealed` of an `Rc`", Probe::<Sealed<Rc<u32>>>::SEND, false);
    check("sharing a `Sealed` of an `Rc`", Probe::<Sealed<Rc<u32>>>::SYNC, false);
    check("sending a guard", Probe::<Guard<'static, u32>>::SEND, false);
    check("sharing a guard of a `Cell`", Probe::<Guard<'static, Cell<u32>>>::SYNC, false);
    check("sharing a guard of an `Rc`", Probe::<Guard<'static, Rc<u32>>>::SYNC, false);
}
