//! Cells that are shared although they must not be: what they keep for themselves is raced for.

use expect_test::expect_file;
use interleave::cell::{LazyCell, OnceCell, RefCell, UnsafeCell};
use interleave::rc::{Rc, Weak};
use interleave::{FailureKind, Verdict, thread};

/// Something that claims to be fit for every thread.
struct Overruled<T>(T);

// SAFETY: none; this is the claim that the tests refute.
unsafe impl<T> Sync for Overruled<T> {}

/// What the search says of two threads that do this to one value.
fn both<T>(make: fn() -> T, one: fn(&T), other: fn(&T)) -> Verdict {
    interleave::check(move || {
        let shared = &Overruled(make());
        thread::scope(|s| {
            s.spawn(move || one(&shared.0));
            s.spawn(move || other(&shared.0));
        });
    })
}

#[track_caller]
fn check_race(verdict: Verdict) {
    verdict.expect_fails(FailureKind::DataRace);
}

#[test]
fn even_two_readers_race_on_the_count_of_borrows() {
    let read = |cell: &RefCell<u8>| _ = *cell.borrow();
    let verdict = both(|| RefCell::new(1), read, read);
    let picture = verdict.expect_fails(FailureKind::DataRace).render(100, false);
    expect_file!["cells/borrows.txt"].assert_eq(&picture);
    check_race(both(|| RefCell::new(1), read, |cell| *cell.borrow_mut() += 1));
}

/// A read guard that derefs as it would with std.
struct Reader<'a>(&'a UnsafeCell<u8>);

impl std::ops::Deref for Reader<'_> {
    type Target = u8;

    fn deref(&self) -> &u8 {
        // SAFETY: nobody writes here.
        unsafe { &*self.0.get() }
    }
}

#[test]
fn two_readers_that_ask_for_a_pointer_are_told_what_to_call_instead() {
    let read = |cell: &UnsafeCell<u8>| assert_eq!(*Reader(cell), 1);
    let verdict = both(|| UnsafeCell::new(1), read, read);
    let picture = verdict.expect_fails(FailureKind::DataRace).render(100, false);
    expect_file!["cells/only-read.txt"].assert_eq(&picture);
    // SAFETY: the pointer comes from the cell, and nobody writes here.
    let declared = |cell: &UnsafeCell<u8>| assert_eq!(unsafe { *cell.get_shared() }, 1);
    assert!(both(|| UnsafeCell::new(1), declared, declared).holds());
    // Where the other one writes, it is a race all the same.
    let write = |cell: &UnsafeCell<u8>| cell.with_mut(|_| {});
    let verdict = both(|| UnsafeCell::new(1), read, write);
    assert!(!verdict.expect_fails(FailureKind::DataRace).to_string().contains("get_shared"));
}

#[test]
fn a_try_that_fails_is_a_read() {
    let verdict = interleave::check(|| {
        let cell = &Overruled(RefCell::new(1));
        let guard = cell.0.borrow_mut();
        thread::scope(|s| {
            let tries = move || assert!({ cell }.0.try_borrow_mut().is_err());
            s.spawn(tries);
            s.spawn(tries);
        });
        drop(guard);
    });
    assert!(verdict.holds(), "{verdict:?}");
}

#[test]
fn filling_a_place_races_with_looking_at_it() {
    check_race(both(OnceCell::new, |place| _ = place.get(), |place| _ = place.set(1)));
    check_race(both(
        OnceCell::new,
        |place| _ = place.get_or_init(|| 1),
        |place| _ = place.get_or_init(|| 2),
    ));
    assert!(both(|| OnceCell::from(1), |place| _ = place.get(), |place| _ = place.get()).holds());
}

#[test]
fn making_a_lazy_value_races_with_looking_at_it() {
    let new = || LazyCell::<u8>::default();
    check_race(both(new, |value| _ = **value, |value| _ = LazyCell::get(value)));
    check_race(both(new, |value| _ = **value, |value| _ = **value));
    let made = || {
        let value = LazyCell::<u8>::default();
        _ = *value;
        value
    };
    assert!(both(made, |value| _ = **value, |value| _ = **value).holds());
}

#[test]
fn weak_handles_are_counted_as_well() {
    let downgrade = |rc: &Rc<u8>| drop(Rc::downgrade(rc));
    check_race(both(|| Rc::new(1), downgrade, downgrade));
    check_race(both(|| Rc::new(1), downgrade, |rc| _ = Rc::weak_count(rc)));
    let pair = || {
        let rc = Rc::new(1);
        (Rc::downgrade(&rc), rc)
    };
    check_race(both(pair, |pair| drop(pair.0.upgrade()), |pair| drop(pair.1.clone())));
    let gone = || Rc::downgrade(&Rc::new(1));
    let upgrade = |weak: &Weak<u8>| drop(weak.upgrade());
    assert!(both(gone, upgrade, upgrade).holds());
}

/// The next execution finds nobody borrowing.
#[test]
fn a_borrow_that_never_ends_ends_with_its_execution() {
    let cell = RefCell::new(1);
    for _ in 0..2 {
        let verdict = interleave::check(|| {
            *cell.borrow_mut() += 1;
            assert_eq!(*cell.borrow(), 2);
            std::mem::forget(cell.borrow_mut());
        });
        assert!(verdict.holds(), "{verdict:?}");
    }
}

/// A borrow that outlives its execution has nobody left to race with.
#[test]
fn a_borrow_may_be_dropped_in_another_execution_or_outside_of_any() {
    let cell: &'static RefCell<u8> = Box::leak(Box::new(RefCell::new(1)));
    let kept = std::cell::RefCell::new(None);
    for _ in 0..2 {
        let verdict = interleave::check(|| _ = kept.replace(Some(cell.borrow())));
        assert!(verdict.holds(), "{verdict:?}");
    }
    drop(kept);
}

#[test]
fn what_was_filled_in_one_execution_is_empty_in_the_next() {
    let (place, value) = (OnceCell::new(), LazyCell::<u32>::new(|| 7));
    for _ in 0..2 {
        let verdict = interleave::check(|| {
            assert!(place.set(1).is_ok() && LazyCell::get(&value).is_none());
            assert_eq!((place.get(), *value), (Some(&1), 7));
        });
        assert!(verdict.holds(), "{verdict:?}");
    }
}

/// The panic is where the program borrows, not in this crate.
#[test]
fn a_borrow_against_the_rules_is_told_with_its_line() {
    let verdict = interleave::check(|| {
        let cell = RefCell::new(1);
        let _guard = cell.borrow();
        _ = cell.borrow_mut();
    });
    let picture = verdict.expect_fails(FailureKind::Assertion).render(100, false);
    expect_file!["cells/against-the-rules.txt"].assert_eq(&picture);
}
