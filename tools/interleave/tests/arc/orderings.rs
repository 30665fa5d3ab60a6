//! What `Arc` orders, and what it does not: std's words are the judge, and where it has none its source.

use interleave::cell::{Cell, UnsafeCell};
use interleave::sync::Arc;
use interleave::sync::atomic::{AtomicU32, Ordering::*};
use interleave::{FailureKind, thread};

struct Shared<T>(T);

// SAFETY: whether the accesses are ordered is what the tests ask.
unsafe impl<T> Sync for Shared<T> {}
// SAFETY: as above.
unsafe impl<T> Send for Shared<T> {}

/// A value whose destructor reads what its owners wrote.
struct Reads(Shared<UnsafeCell<u32>>);

impl Drop for Reads {
    fn drop(&mut self) {
        self.0.0.with(|_| {});
    }
}

#[test]
fn the_destructor_may_read_what_another_owner_wrote_before_its_drop() {
    let verdict = interleave::check(|| {
        let mine = Arc::new(Reads(Shared(UnsafeCell::new(0))));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || theirs.0.0.with_mut(|_| {}));
        drop(mine);
        other.join().unwrap();
    });
    assert!(verdict.holds());
}

#[test]
fn the_last_owner_knows_what_the_others_did_before_their_drops() {
    let verdict = interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let (mine, theirs) = (Arc::new(()), Arc::new(()));
        drop(theirs);
        let theirs = Arc::clone(&mine);
        let flag = Arc::new(AtomicU32::new(0));
        let (their_data, their_flag) = (Arc::clone(&data), Arc::clone(&flag));
        let other = thread::spawn(move || {
            their_data.0.set(1);
            drop(theirs);
            their_flag.store(1, Relaxed);
        });
        // The flag orders nothing, but after it this handle is the last.
        if flag.load(Relaxed) == 1 {
            drop(mine);
            assert_eq!(data.0.get(), 1);
        }
        other.join().unwrap();
    });
    verdict.expect_holds();
}

#[test]
fn dropping_a_handle_that_is_not_the_last_acquires_nothing() {
    interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let mine = Arc::new(());
        let (theirs, third) = (Arc::clone(&mine), Arc::clone(&mine));
        let their_data = Arc::clone(&data);
        let other = thread::spawn(move || {
            their_data.0.set(1);
            drop(theirs);
        });
        drop(mine);
        data.0.get();
        other.join().unwrap();
        drop(third);
    })
    .expect_fails(FailureKind::DataRace);
}

#[test]
fn to_be_the_last_by_chance_is_no_order() {
    interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let mine = Arc::new(());
        let theirs = Arc::clone(&mine);
        let their_data = Arc::clone(&data);
        let other = thread::spawn(move || {
            their_data.0.set(1);
            drop(theirs);
        });
        drop(mine);
        data.0.get();
        other.join().unwrap();
    })
    .expect_fails(FailureKind::DataRace);
}

#[test]
fn a_successful_try_unwrap_acquires() {
    let verdict = interleave::check(|| {
        let mine = Arc::new(Shared(Cell::new(0)));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || theirs.0.set(1));
        if let Ok(value) = Arc::try_unwrap(mine) {
            assert_eq!(value.0.get(), 1);
        }
        other.join().unwrap();
    });
    assert!(verdict.holds());
}

#[test]
fn get_mut_and_upgrade_and_into_inner_acquire() {
    let verdict = interleave::check(|| {
        let mut mine = Arc::new(Shared(Cell::new(0)));
        let theirs = Arc::clone(&mine);
        let weak = Arc::downgrade(&mine);
        let other = thread::spawn(move || {
            theirs.0.set(1);
            drop(theirs);
            drop(weak);
        });
        if let Some(value) = Arc::get_mut(&mut mine) {
            assert_eq!(value.0.get(), 1);
        }
        if let Some(value) = Arc::into_inner(mine) {
            assert_eq!(value.0.get(), 1);
        }
        other.join().unwrap();
    });
    assert!(verdict.holds());
}

/// The count is only a number: std says of it that using it correctly takes extra care.
#[test]
fn a_strong_count_of_one_orders_nothing() {
    let found = interleave::check(|| {
        let mine = Arc::new(Shared(Cell::new(0)));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || theirs.0.set(1));
        if Arc::strong_count(&mine) == 1 {
            mine.0.get();
        }
        other.join().unwrap();
    })
    .expect_fails(FailureKind::DataRace);
    assert!(found.to_string().contains("mine.count.strong_count → 1"), "{found}");
}

#[test]
fn a_fence_behind_a_strong_count_of_one_orders_it() {
    let verdict = interleave::check(|| {
        let mine = Arc::new(Shared(Cell::new(0)));
        let theirs = Arc::clone(&mine);
        let other = thread::spawn(move || theirs.0.set(1));
        if Arc::strong_count(&mine) == 1 {
            interleave::sync::atomic::fence(Acquire);
            assert_eq!(mine.0.get(), 1);
        }
        other.join().unwrap();
    });
    assert!(verdict.holds());
}

/// A `compare_exchange` that fails may have read an old value: nothing ordered this one after the drop.
#[test]
fn try_unwrap_may_miss_a_drop_that_a_relaxed_flag_announces() {
    let program = |order| {
        move || {
            let mine = Arc::new(7);
            let theirs = Arc::clone(&mine);
            let flag = Arc::new(AtomicU32::new(0));
            let their_flag = Arc::clone(&flag);
            let other = thread::spawn(move || {
                drop(theirs);
                their_flag.store(1, Release);
            });
            let dropped = flag.load(order) == 1;
            let unwraps = Arc::try_unwrap(mine).is_ok();
            other.join().unwrap();
            assert!(unwraps || !dropped);
        }
    };
    assert!(interleave::check(program(Acquire)).holds());
    let found = interleave::check(program(Relaxed)).expect_fails(FailureKind::Assertion);
    assert!(found.to_string().contains("stale: misses 1"), "{found}");
}

#[test]
fn upgrade_knows_what_the_others_did_before_their_drops() {
    let verdict = interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let (mine, flag) = (Arc::new(()), Arc::new(AtomicU32::new(0)));
        let (theirs, weak) = (Arc::clone(&mine), Arc::downgrade(&mine));
        let (their_data, their_flag) = (Arc::clone(&data), Arc::clone(&flag));
        let other = thread::spawn(move || {
            their_data.0.set(1);
            drop(theirs);
            their_flag.store(1, Relaxed);
        });
        // The flag orders nothing, but after it the count has changed.
        if flag.load(Relaxed) == 1 {
            assert!(weak.upgrade().is_some());
            assert_eq!(data.0.get(), 1);
        }
        other.join().unwrap();
    });
    verdict.expect_holds();
}

#[test]
fn upgrade_knows_what_the_thread_did_that_made_the_value() {
    let verdict = interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let mut other = None;
        let made = Arc::new_cyclic(|weak| {
            let (weak, their_data) = (weak.clone(), Arc::clone(&data));
            other = Some(thread::spawn(move || {
                if weak.upgrade().is_some() {
                    assert_eq!(their_data.0.get(), 1);
                }
            }));
            data.0.set(1);
        });
        other.unwrap().join().unwrap();
        drop(made);
    });
    verdict.expect_holds();
}

/// `get_mut` and `make_mut` ask whether there are weak handles, too, and acquire what those released.
#[test]
fn the_only_handle_knows_what_was_done_before_the_others_were_dropped() {
    type Asks = fn(&mut Arc<u32>) -> bool;
    let in_place: Asks = |handle| {
        let before = Arc::as_ptr(handle);
        Arc::make_mut(handle);
        Arc::as_ptr(handle) == before
    };
    let lends: Asks = |handle| Arc::get_mut(handle).is_some();
    for (is_only, weakly) in [(in_place, true), (in_place, false), (lends, true), (lends, false)] {
        let found = interleave::outcomes(move || {
            let data = Arc::new(Shared(Cell::new(0)));
            let mut mine = Arc::new(0);
            let theirs = weakly.then(|| Arc::downgrade(&mine)).ok_or_else(|| Arc::clone(&mine));
            let their_data = Arc::clone(&data);
            let other = thread::spawn(move || {
                their_data.0.set(1);
                drop(theirs);
            });
            let knows = is_only(&mut mine).then(|| data.0.get());
            other.join().unwrap();
            knows
        });
        assert_eq!(found.values().collect::<Vec<_>>(), [&None, &Some(1)], "weak: {weakly}");
    }
}

#[test]
fn downgrade_knows_what_the_others_did_before_their_weak_handles_were_dropped() {
    let verdict = interleave::check(|| {
        let data = Arc::new(Shared(Cell::new(0)));
        let (mine, flag) = (Arc::new(()), Arc::new(AtomicU32::new(0)));
        let theirs = Arc::downgrade(&mine);
        let (their_data, their_flag) = (Arc::clone(&data), Arc::clone(&flag));
        let other = thread::spawn(move || {
            their_data.0.set(1);
            drop(theirs);
            their_flag.store(1, Relaxed);
        });
        // The flag orders nothing, but after it the count has changed.
        if flag.load(Relaxed) == 1 {
            drop(Arc::downgrade(&mine));
            // That this one knows as well makes the counts steps.
            assert_eq!((Arc::weak_count(&mine), data.0.get()), (0, 1));
        }
        other.join().unwrap();
    });
    verdict.expect_holds();
}
