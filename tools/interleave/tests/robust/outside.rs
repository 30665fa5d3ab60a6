//! The facade where it does not belong, and several searches at once.

use interleave::sync::Mutex;
use interleave::sync::atomic::{AtomicU32, Ordering::*, fence};
use interleave::{hint, thread};

use super::panic_of;

#[track_caller]
fn check_refused<R>(f: impl FnOnce() -> R) {
    let message = panic_of(f);
    assert!(message.contains("this belongs to a model"), "{message}");
}

#[test]
fn the_facade_outside_a_model_says_where_it_belongs() {
    let x = AtomicU32::new(0);
    check_refused(|| x.load(SeqCst));
    check_refused(|| x.store(1, SeqCst));
    check_refused(|| x.compare_exchange(0, 1, SeqCst, SeqCst));
    check_refused(|| fence(SeqCst));
    check_refused(|| drop(Mutex::new(0).lock()));
    check_refused(|| thread::spawn(|| {}));
    check_refused(|| thread::scope(|_| {}));
    check_refused(thread::park);
    check_refused(thread::yield_now);
    check_refused(thread::current);
    check_refused(hint::spin_loop);
}

#[test]
fn what_needs_no_other_thread_works_outside_a_model() {
    let mut x = AtomicU32::new(1);
    *x.get_mut() += 1;
    assert_eq!(format!("{x:?}"), "2");
    assert_eq!(x.into_inner(), 2);
    let mut lock = Mutex::new(1);
    *lock.get_mut().unwrap() += 1;
    assert_eq!(lock.into_inner().unwrap(), 2);
    assert!(!thread::panicking());
}

#[test]
fn a_model_of_stds_own_types_is_no_proof() {
    let message = panic_of(|| {
        interleave::model(|| {
            let x = std::sync::atomic::AtomicU32::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| x.store(x.load(Relaxed) + 1, Relaxed));
                }
            });
            assert_eq!(x.into_inner(), 2);
        });
    });
    assert!(message.contains("took no step that the explorer sees"), "{message}");
}

#[test]
fn an_impossible_schedule_shows_the_run_up_to_there() {
    let message = panic_of(|| {
        interleave::replay("A A B", || {
            let highest = AtomicU32::new(0);
            let highest = &highest;
            let bid = move |amount| {
                if amount > highest.load(Relaxed) {
                    highest.store(amount, Relaxed);
                }
            };
            thread::scope(|s| {
                s.spawn(move || bid(10));
                s.spawn(move || bid(20));
            });
        })
    });
    assert!(message.contains("the schedule ends after 3 letters"), "{message}");
    assert!(message.contains("highest.store 10"), "{message}");
}

#[test]
fn update_is_the_retry_loop_under_another_name() {
    interleave::model(|| {
        let x = AtomicU32::new(1);
        thread::scope(|s| {
            s.spawn(|| x.update(Relaxed, Relaxed, |old| old * 2));
            s.spawn(|| x.try_update(Relaxed, Relaxed, |old| (old < 3).then(|| old + 1)));
        });
        assert!(matches!(x.into_inner(), 3 | 4));
    });
}

#[test]
fn a_model_inside_a_model_is_refused() {
    let message = panic_of(|| interleave::model(|| interleave::model(|| {})));
    assert!(message.contains("a model cannot run inside another model"), "{message}");
    let nested = || interleave::schedules(|| 0).len();
    let message = panic_of(|| interleave::model(nested));
    assert!(message.contains("a model cannot run inside another model"), "{message}");
    interleave::model(|| {});
}

#[test]
fn searches_from_several_threads_do_not_disturb_each_other() {
    let search = |loses: bool| {
        let verdict = interleave::check(|| {
            let x = AtomicU32::new(0);
            thread::scope(|s| {
                for _ in 0..2 {
                    s.spawn(|| {
                        if loses {
                            x.store(x.load(SeqCst) + 1, SeqCst);
                        } else {
                            x.fetch_add(1, SeqCst);
                        }
                    });
                }
            });
            assert_eq!(x.load(SeqCst), 2);
        });
        assert_eq!(verdict.holds(), !loses);
    };
    std::thread::scope(|s| {
        for loses in [true, false, true, false] {
            s.spawn(move || (0..50).for_each(|_| search(loses)));
        }
    });
}

/// A panic in a plain test beside a search is printed as usual, and does not get into the model.
#[test]
fn a_panic_on_another_thread_is_none_of_the_models_business() {
    std::thread::scope(|s| {
        let beside = s.spawn(|| panic!("beside a model, on purpose"));
        interleave::model(|| {
            thread::spawn(|| {}).join().unwrap();
        });
        assert!(beside.join().is_err());
    });
}
