//! `Once`: something happens once, and whoever needs it waits for it.

use super::panic_of;
use super::world::sync::atomic::{AtomicU32, Ordering::Relaxed};
use super::world::{always, sync, thread};
use std::panic::{RefUnwindSafe, UnwindSafe};
use sync::{Once, OnceState};

is!(Once: Send + Sync + UnwindSafe + RefUnwindSafe);

#[test]
fn it_happens_once_and_has_happened_when_the_call_returns() {
    always(|| {
        let (once, times) = (Once::new(), AtomicU32::new(0));
        thread::scope(|s| {
            for _ in 0..2 {
                s.spawn(|| {
                    // Relaxed: the `Once` brings along what was done in it.
                    once.call_once(|| _ = times.fetch_add(1, Relaxed));
                    assert_eq!(times.load(Relaxed), 1);
                    assert!(once.is_completed());
                });
            }
        });
        once.call_once(|| unreachable!());
    });
}

#[test]
fn while_it_happens_it_is_not_completed() {
    always(|| {
        let once = const { Once::new() };
        assert!(!once.is_completed());
        once.call_once(|| assert!(!once.is_completed()));
        assert!(once.is_completed());
    });
}

#[test]
fn waiting_waits_for_the_thread_that_initialises_it() {
    always(|| {
        let (once, done) = (Once::new(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| once.call_once(|| done.store(1, Relaxed)));
            once.wait();
            assert_eq!(done.load(Relaxed), 1);
            once.wait_force();
        });
    });
}

#[test]
fn a_panic_poisons_it_for_all_but_forced_calls() {
    always(|| {
        let once = Once::new();
        assert_eq!(panic_of(|| once.call_once(|| panic!("on purpose"))), "on purpose");
        assert!(!once.is_completed());
        let poisoned = "Once instance has previously been poisoned";
        assert_eq!(panic_of(|| once.call_once(|| unreachable!())), poisoned);
        assert_eq!(panic_of(|| once.wait()), poisoned);
        once.call_once_force(|state: &OnceState| assert!(state.is_poisoned()));
        assert!(once.is_completed());
        once.call_once(|| unreachable!());
        once.wait();
    });
}

#[test]
fn to_insist_on_what_is_not_poisoned_is_to_ask() {
    always(|| {
        let once = Once::new();
        once.call_once_force(|state| {
            assert!(!state.is_poisoned());
            assert_eq!(format!("{state:?}"), "OnceState { poisoned: false }");
        });
        once.call_once_force(|_| unreachable!());
        assert_eq!(format!("{once:?}"), "Once { .. }");
    });
}

#[test]
fn to_wait_with_force_is_to_wait_through_a_panic() {
    always(|| {
        let once = Once::new();
        thread::scope(|s| {
            s.spawn(|| {
                panic_of(|| once.call_once(|| panic!("on purpose")));
                once.call_once_force(|_| {});
            });
            once.wait_force();
            assert!(once.is_completed());
        });
    });
}
