//! Executions without an end, and code of the program that may not run any more.

use std::sync::atomic::{AtomicU32, Ordering::SeqCst};

use interleave::cell::{Cell, UnsafeCell};
use interleave::{Checker, SearchError, check, thread};

use super::refused;

#[test]
fn a_loop_that_only_uses_cells_is_given_up() {
    let error = refused(|| {
        let cell = Cell::new(0_u64);
        while cell.get() < 3_000_000 {
            cell.set(cell.get() + 1);
        }
    });
    assert!(matches!(error, SearchError::TooLong { steps: 20_000, .. }), "{error}");
}

#[test]
fn a_loop_that_waits_for_a_cell_is_given_up() {
    struct Flag(UnsafeCell<bool>);
    // SAFETY: there is none; the model is to find out.
    unsafe impl Sync for Flag {}
    impl Flag {
        fn is_set(&self) -> bool {
            // SAFETY: as above.
            unsafe { *self.0.get_shared() }
        }
        fn set(&self) {
            // SAFETY: as above.
            unsafe { *self.0.get() = true }
        }
    }
    let error = refused(|| {
        let flag = Flag(UnsafeCell::new(false));
        thread::scope(|s| {
            s.spawn(|| flag.set());
            while !flag.is_set() {}
        });
    });
    assert!(matches!(error, SearchError::TooLong { steps: 20_000, .. }), "{error}");
}

/// Counts its drops.
struct Bomb(&'static AtomicU32);

impl Drop for Bomb {
    fn drop(&mut self) {
        self.0.fetch_add(1, SeqCst);
    }
}

#[test]
fn the_payload_of_the_panic_that_ends_a_run_is_not_dropped() {
    static DROPS: AtomicU32 = AtomicU32::new(0);
    let verdict = check(|| std::panic::panic_any(Bomb(&DROPS)));
    assert!(!verdict.holds());
    assert_eq!(DROPS.load(SeqCst), 0);
}

#[test]
fn what_a_failed_run_returned_is_not_dropped() {
    static DROPS: AtomicU32 = AtomicU32::new(0);
    let fails = || {
        // Nobody joins it.
        thread::spawn(|| panic!("on purpose"));
        Bomb(&DROPS)
    };
    let verdict = check(fails);
    assert!(!verdict.holds());
    assert!(Checker::new().try_replay("A", fails).is_err());
    assert_eq!(DROPS.load(SeqCst), 0);
}

#[test]
fn what_a_run_returned_is_dropped_after_it() {
    static DROPS: AtomicU32 = AtomicU32::new(0);
    let explored = check(|| {
        let x = interleave::sync::atomic::AtomicU32::new(0);
        thread::scope(|s| {
            s.spawn(|| x.fetch_add(1, SeqCst));
            x.fetch_add(1, SeqCst);
        });
        Bomb(&DROPS)
    })
    .expect_holds();
    assert_eq!(u64::from(DROPS.load(SeqCst)), explored.interleavings());
}

#[test]
fn the_closure_of_one_thread_too_many_is_not_dropped() {
    static DROPS: AtomicU32 = AtomicU32::new(0);
    let error = refused(|| {
        for _ in 1..16 {
            thread::spawn(|| {});
        }
        let bomb = Bomb(&DROPS);
        thread::spawn(move || drop(bomb));
    });
    assert_eq!(error, SearchError::TooManyThreads);
    assert_eq!(DROPS.load(SeqCst), 0);
}

/// A message is made while the explorer stands still, but it is not busy.
#[test]
fn a_message_that_is_made_of_steps_can_be_shown() {
    struct Seen<'a>(&'a interleave::sync::atomic::AtomicU32);
    impl std::fmt::Display for Seen<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "seen {}", self.0.load(SeqCst))
        }
    }
    let verdict = check(|| {
        let x = interleave::sync::atomic::AtomicU32::new(7);
        assert!(x.load(SeqCst) == 0, "{}", Seen(&x));
    });
    let story = format!("{:?}", verdict.counterexample().expect("it panics").failure);
    assert!(story.contains("seen 7"), "{story}");
}
