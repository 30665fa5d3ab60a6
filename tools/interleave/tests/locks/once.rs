//! `Once`, `OnceLock` and `LazyLock`: it happens once, and whoever needs it waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use interleave::sync::atomic::{AtomicU32, Ordering::Relaxed, Ordering::SeqCst};
use interleave::sync::{Arc, LazyLock, Once, OnceLock};
use interleave::{FailureKind, thread};

use super::{check_picture, outcomes};

#[test]
fn it_happens_once_and_both_see_it() {
    static ONCE: Once = Once::new();
    interleave::model(|| {
        let (times, data) = (AtomicU32::new(0), AtomicU32::new(0));
        let init = || {
            ONCE.call_once(|| {
                times.fetch_add(1, SeqCst);
                data.store(7, Relaxed);
            });
            assert_eq!(data.load(Relaxed), 7);
        };
        thread::scope(|s| {
            s.spawn(init);
            init();
        });
        assert!(ONCE.is_completed());
        assert_eq!(times.into_inner(), 1);
    });
}

#[test]
fn a_flag_of_ones_own_lets_it_happen_twice() {
    interleave::check(|| {
        let (done, times) = (AtomicU32::new(0), AtomicU32::new(0));
        let init = || {
            if done.load(SeqCst) == 0 {
                times.fetch_add(1, SeqCst);
                done.store(1, SeqCst);
            }
        };
        thread::scope(|s| {
            s.spawn(init);
            init();
        });
        assert_eq!(times.into_inner(), 1);
    })
    .expect_fails(FailureKind::Assertion);
}

#[test]
fn a_thread_that_sees_it_complete_sees_what_it_did_and_one_that_does_not_may_not() {
    let seen = outcomes(|| {
        let (once, data) = (Once::new(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| once.call_once(|| data.store(1, Relaxed)));
            (once.is_completed(), data.load(Relaxed))
        })
    });
    assert_eq!(seen, [(false, 0), (false, 1), (true, 1)]);
}

#[test]
fn a_panic_poisons_a_once_until_a_call_forces_it() {
    interleave::model(|| {
        let once = Once::new();
        let run = |f: &dyn Fn()| catch_unwind(AssertUnwindSafe(f)).unwrap_err();
        run(&|| once.call_once(|| panic!("not yet")));
        let message = run(&|| once.call_once(|| {}));
        let message = message.downcast::<String>().map(|m| *m).unwrap_or_default();
        assert_eq!(message, "Once instance has previously been poisoned");
        run(&|| once.wait());
        assert!(!once.is_completed());
        once.call_once_force(|state| assert!(state.is_poisoned()));
        once.call_once_force(|_| unreachable!());
        once.wait();
        once.wait_force();
        assert!(once.is_completed());
        assert_eq!(format!("{once:?}"), "Once { .. }");
    });
}

#[test]
fn waiting_for_it_ends_when_it_is_done() {
    interleave::model(|| {
        let (once, cell, data) = (Once::new(), OnceLock::new(), AtomicU32::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                once.call_once(|| data.store(1, Relaxed));
                cell.set(5).unwrap();
            });
            s.spawn(|| {
                once.wait();
                assert_eq!(data.load(Relaxed), 1);
            });
            assert_eq!(*cell.wait(), 5);
            assert_eq!(data.load(Relaxed), 1);
        });
    });
}

#[test]
fn waiting_for_what_no_thread_does_is_a_deadlock() {
    let stuck = interleave::check(|| {
        let config = OnceLock::<u32>::new();
        thread::scope(|s| {
            s.spawn(|| config.get().is_some());
            config.wait();
        });
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "waiting_for_what_no_thread_does_is_a_deadlock");
}

#[test]
fn an_initialisation_that_needs_itself_waits_for_itself() {
    let stuck = interleave::check(|| {
        let config = OnceLock::new();
        config.get_or_init(|| config.get_or_init(|| 1) + 1);
    })
    .expect_fails(FailureKind::Deadlock);
    check_picture(&stuck, "an_initialisation_that_needs_itself_waits_for_itself");
}

#[test]
fn two_that_need_each_other_wait_for_each_other() {
    static HOST: LazyLock<u32> = LazyLock::new(|| *PORT + 1);
    static PORT: LazyLock<u32> = LazyLock::new(|| *HOST + 1);
    let stuck = interleave::check(|| {
        thread::scope(|s| {
            s.spawn(|| *HOST);
            s.spawn(|| *PORT);
        });
    })
    .expect_fails(FailureKind::Deadlock);
    assert!(stuck.to_string().contains("which A has been running"), "{stuck}");
}

#[test]
fn the_first_to_fill_a_place_wins_and_everybody_sees_that_value() {
    static PLACE: OnceLock<String> = OnceLock::new();
    let first = outcomes(|| {
        thread::scope(|s| {
            let a = s.spawn(|| PLACE.get_or_init(|| "a".into()));
            let main = PLACE.get_or_init(|| "main".into());
            let a = a.join().unwrap();
            assert!(std::ptr::eq(a, main));
            assert_eq!(PLACE.set("late".into()), Err("late".into()));
            main.clone()
        })
    });
    assert_eq!(first, ["a", "main"]);
}

#[test]
fn a_look_does_not_wait_and_may_come_too_early() {
    let seen = outcomes(|| {
        let place = OnceLock::new();
        thread::scope(|s| {
            s.spawn(|| place.get_or_init(|| 1));
            place.get().copied()
        })
    });
    assert_eq!(seen, [None, Some(1)]);
}

#[test]
fn a_panic_leaves_a_place_empty() {
    interleave::model(|| {
        let place = OnceLock::new();
        thread::scope(|s| {
            let other = s.spawn(|| *place.get_or_init(|| 1));
            let bad = catch_unwind(AssertUnwindSafe(|| *place.get_or_init(|| panic!("no"))));
            assert_eq!(other.join().unwrap(), 1);
            assert!(bad.is_err() || bad.is_ok_and(|value: u32| value == 1));
        });
        assert_eq!(place.get(), Some(&1));
    });
}

#[test]
fn a_panic_poisons_a_lazy_value() {
    interleave::model(|| {
        let lazy: LazyLock<u32> = LazyLock::new(|| panic!("no"));
        for message in ["no", "LazyLock instance has previously been poisoned"] {
            let panic = catch_unwind(AssertUnwindSafe(|| *lazy)).unwrap_err();
            let said = match panic.downcast::<String>() {
                Ok(said) => *said,
                Err(said) => said.downcast_ref::<&str>().unwrap().to_string(),
            };
            assert_eq!(said, message);
        }
    });
}

#[test]
fn a_static_is_made_anew_in_every_execution() {
    static MADE: AtomicU32 = AtomicU32::new(0);
    static TEXT: LazyLock<String> = LazyLock::new(|| format!("{}", MADE.fetch_add(1, SeqCst)));
    let made = outcomes(|| {
        thread::scope(|s| {
            let a = s.spawn(|| TEXT.len());
            TEXT.len() + a.join().unwrap()
        });
        assert_eq!(MADE.load(SeqCst), 1);
        TEXT.clone()
    });
    assert_eq!(made, ["0"]);
}

#[test]
fn they_have_the_rest_of_stds_shape() {
    interleave::model(|| {
        let mut place = OnceLock::from(3);
        assert_eq!((place.get(), format!("{place:?}")), (Some(&3), "OnceLock(3)".into()));
        *place.get_mut().unwrap() += 1;
        assert_eq!(place.clone(), place);
        assert_eq!((place.take(), place.get()), (Some(4), None));
        assert_eq!(place.set(5), Ok(()));
        assert_eq!(place.into_inner(), Some(5));
        assert_eq!(format!("{:?}", OnceLock::<u32>::default()), "OnceLock(<uninit>)");
        let owned = Arc::new(1);
        let mut lazy = LazyLock::new(move || Arc::clone(&owned));
        assert_eq!(format!("{lazy:?} {:?}", LazyLock::get(&lazy)), "LazyLock(<uninit>) None");
        assert_eq!((**LazyLock::force(&lazy), format!("{lazy:?}")), (1, "LazyLock(1)".into()));
        *lazy = Arc::new(2);
        assert_eq!(LazyLock::get_mut(&mut lazy).map(|n| **n), Some(2));
        assert_eq!(*LazyLock::<u32>::default(), 0);
    });
}
