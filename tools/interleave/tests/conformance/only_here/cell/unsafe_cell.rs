//! `UnsafeCell` with words for what is done through a pointer: two may read at once.

use interleave::cell::UnsafeCell;
use interleave::sync::atomic::{AtomicBool, Ordering::Relaxed, Ordering::SeqCst};
use interleave::{Verdict, thread};

struct Shared(UnsafeCell<u32>);

// SAFETY: the tests share it between threads only to read; who breaks that is found out.
unsafe impl Sync for Shared {}

/// What the search says of two threads that do this to one cell.
fn both(one: fn(&UnsafeCell<u32>), other: fn(&UnsafeCell<u32>)) -> Verdict {
    interleave::check(move || {
        let cell = &Shared(UnsafeCell::new(1));
        thread::scope(|s| {
            s.spawn(move || one(&cell.0));
            other(&cell.0);
        });
    })
}

#[track_caller]
fn check_race(verdict: &Verdict) {
    assert_eq!(verdict.counterexample().map(|found| found.kind()), Some("data_race"));
}

fn reads(cell: &UnsafeCell<u32>) {
    // SAFETY: where somebody writes meanwhile, the access has been found out before.
    assert_eq!(cell.with(|value| unsafe { *value }), 1);
}

fn reads_by_pointer(cell: &UnsafeCell<u32>) {
    // SAFETY: as above.
    assert_eq!(unsafe { *cell.get_shared() }, 1);
}

fn writes(cell: &UnsafeCell<u32>) {
    // SAFETY: as above.
    cell.with_mut(|value| unsafe { *value = 1 });
}

#[test]
fn two_may_read_at_once() {
    assert!(both(reads, reads).holds() && both(reads, reads_by_pointer).holds());
    assert!(both(reads_by_pointer, reads_by_pointer).holds());
}

#[test]
fn no_other_thread_may_write_meanwhile() {
    check_race(&both(reads, writes));
    check_race(&both(writes, reads_by_pointer));
    check_race(&both(writes, writes));
    check_race(&both(reads_by_pointer, |cell| _ = cell.get()));
}

/// Whoever hears of an access only while it lasts does not know that it is over.
fn told_too_early(access: fn(&UnsafeCell<u32>, &AtomicBool)) -> Verdict {
    interleave::check(move || {
        let (cell, told) = (&Shared(UnsafeCell::new(1)), &AtomicBool::new(false));
        thread::scope(|s| {
            s.spawn(move || access(&cell.0, told));
            if told.load(SeqCst) {
                writes(&cell.0);
            }
        });
    })
}

#[test]
fn an_access_lasts_as_long_as_its_closure() {
    check_race(&told_too_early(|cell, told| cell.with(|_| told.store(true, SeqCst))));
    check_race(&told_too_early(|cell, told| cell.with_mut(|_| told.store(true, SeqCst))));
    let told_in_time = told_too_early(|cell, told| {
        writes(cell);
        told.store(true, SeqCst);
    });
    assert!(told_in_time.holds(), "{told_in_time:?}");
    check_race(&told_too_early(|cell, told| {
        writes(cell);
        told.store(true, Relaxed);
    }));
}
