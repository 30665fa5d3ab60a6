//! Loops that change something in each round: they let the others go first, and what has no end is shown going round.

use interleave::cell::UnsafeCell;
use interleave::sync::Mutex;
use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Acquire, Relaxed, Release, SeqCst},
};
use interleave::{Checker, FailureKind, SearchError, hint, thread};

use super::loops::Guarded;

#[test]
fn a_thread_that_counts_its_rounds_for_all_to_see_lets_the_others_go() {
    let explored = Checker::new()
        .check(|| {
            let (rounds, ready) = (AtomicU32::new(0), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| ready.store(true, Release));
                while !ready.load(Acquire) {
                    rounds.fetch_add(1, Relaxed);
                }
            });
        })
        .expect_holds();
    assert!(!explored.is_exhaustive());
    let expected = "in which no thread goes round a loop while another could run";
    assert!(explored.to_string().contains(expected), "{explored}");
}

#[test]
fn what_is_wrong_behind_a_loop_that_counts_its_rounds_is_found() {
    let verdict = Checker::new().check(|| {
        let (rounds, ready) = (AtomicU32::new(0), AtomicBool::new(false));
        let data = Guarded(UnsafeCell::new(0));
        thread::scope(|s| {
            s.spawn(|| {
                data.set(1);
                ready.store(true, Relaxed);
            });
            while !ready.load(Relaxed) {
                rounds.fetch_add(1, Relaxed);
            }
            data.get();
        });
    });
    verdict.expect_fails(FailureKind::DataRace);
}

/// Two threads that are too polite: each withdraws as long as the other one wants to go. They may do so forever.
#[test]
fn threads_that_withdraw_in_turn_forever_are_shown_doing_so() {
    let error = Checker::new()
        .try_check(|| {
            let wants = [AtomicBool::new(false), AtomicBool::new(false)];
            thread::scope(|s| {
                for me in [0, 1] {
                    let wants = &wants;
                    s.spawn(move || {
                        wants[me].store(true, SeqCst);
                        while wants[1 - me].load(SeqCst) {
                            wants[me].store(false, SeqCst);
                            hint::spin_loop();
                            wants[me].store(true, SeqCst);
                        }
                        wants[me].store(false, SeqCst);
                    });
                }
            });
        })
        .unwrap_err();
    let SearchError::TooLong { end, .. } = &error else { panic!("{error}") };
    assert!([1, 2].iter().all(|t| end.steps.iter().any(|step| step.thread == *t)), "{error}");
}

#[test]
fn an_execution_without_an_end_shows_its_last_two_rounds() {
    let error = Checker::new()
        .try_check(|| {
            let (rounds, stop) = (AtomicU32::new(0), AtomicBool::new(false));
            while !stop.load(SeqCst) {
                rounds.fetch_add(1, SeqCst);
            }
        })
        .unwrap_err();
    let SearchError::TooLong { end, .. } = &error else { panic!("{error}") };
    let labels: Vec<String> = end.steps.iter().map(|step| step.label(end)).collect();
    let expected = [
        "rounds.fetch_add 9998 → 9999",
        "stop.load → false",
        "rounds.fetch_add 9999 → 10000",
        "stop.load → false",
    ];
    assert_eq!(labels, expected);
}

/// An execution that gets too long ends wherever it is. How many steps came before the loop decides where that is.
const STEPS_BEFORE: std::ops::Range<u32> = 0..3;

#[test]
fn a_thread_that_waits_for_a_lock_which_a_loop_takes_in_each_round_could_go() {
    for steps in STEPS_BEFORE {
        interleave::check(|| {
            let (state, x) = (Mutex::new((0, false)), AtomicU32::new(0));
            thread::scope(|s| {
                s.spawn(|| state.lock().unwrap().1 = true);
                (0..steps).for_each(|step| x.store(step, SeqCst));
                loop {
                    let mut state = state.lock().unwrap();
                    state.0 += 1;
                    if state.1 {
                        break;
                    }
                }
            });
        })
        .expect_holds();
    }
}

#[test]
fn a_thread_that_waits_for_a_value_which_a_loop_changes_in_each_round_could_go() {
    for steps in STEPS_BEFORE {
        interleave::check(|| {
            let (x, turn, done) = (AtomicU32::new(0), AtomicU32::new(1), AtomicBool::new(false));
            thread::scope(|s| {
                s.spawn(|| {
                    // It waits at the first look, and the second is the one that changes.
                    while x.load(SeqCst) == 0 && turn.load(SeqCst) == 1 {
                        hint::spin_loop();
                    }
                    done.store(true, SeqCst);
                });
                s.spawn(|| {
                    (0..steps).for_each(|_| _ = done.load(SeqCst));
                    while !done.load(SeqCst) {
                        turn.store(0, SeqCst);
                        turn.store(1, SeqCst);
                    }
                });
            });
        })
        .expect_holds();
    }
}
