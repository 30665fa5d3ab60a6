//! What becomes of a run when the program has changed, and that nothing becomes of it when it hasn't.

use expect_test::{Expect, expect};
use interleave::report::{End, Fate};
use interleave::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use interleave::sync::atomic::{AtomicBool, AtomicU32};
use interleave::{Checker, thread};

use crate::asked::{fate, run_of, stop};
use crate::programs::*;

#[track_caller]
fn stops(fate: Option<Fate>, expected: Expect) {
    if let Some(fate) = fate {
        let differs = fate.differs.as_ref();
        let differs =
            differs.map(|d| format!("\nstep {} was {}, and is {}", d.step, d.before, d.now));
        expected.assert_eq(&format!("{}{}", stop(&fate), differs.unwrap_or_default()));
    }
}

macro_rules! unchanged {
    ($($name:ident: $program:expr;)*) => {$(
        #[test]
        fn $name() {
            let Some(fate) = fate(&in_this_file(stringify!($name)), $program, || interleave::model($program))
            else {
                return;
            };
            let End::Fails { counterexample } = &fate.end else { panic!("{fate:?}") };
            let found = run_of($program);
            assert_eq!(counterexample.trace, found.trace);
            assert_eq!(counterexample.schedule, found.schedule);
            assert_eq!(counterexample.failure.kind(), found.failure.kind());
            assert_eq!((fate.fits, &fate.differs), (found.trace.shown().len(), &None));
        }
    )*};
}

fn in_this_file(test: &str) -> String {
    format!("fates::{test}")
}

// Whatever the failure, the run fails again in the same way as long as nothing is changed.
unchanged! {
    a_lost_update_is_lost_again: loses_an_update;
    a_deadlock_comes_again: deadlocks;
    a_wakeup_is_lost_again: sleeps_too_late;
    a_spinner_spins_again: spins_forever;
    a_bounded_loop_gives_up_again: gives_up;
    a_race_comes_again: races;
    a_stale_read_comes_again: || publishes(Relaxed, Relaxed);
    a_spurious_failure_comes_again: || exchanges(true);
    a_spurious_wakeup_comes_again: || waits(false);
    a_timeout_comes_again: waits_for_a_while;
    a_count_of_handles_is_old_again: counts_handles;
    a_thread_is_never_joined_again: never_joins;
    a_panic_goes_unnoticed_again: panics_alone;
}

#[test]
fn behind_a_lock_a_thread_has_to_wait() {
    let fate = fate("fates::behind_a_lock_a_thread_has_to_wait", loses_an_update, || {
        interleave::model(locks);
    });
    let Some(fate) = fate else { return };
    let End::Stops { waiting: Some(waiting), trace, .. } = &fate.end else { panic!("{fate:?}") };
    let picture = [
        "     A                B",
        "  1  total.lock → 0                  tests/first/programs.rs:32   s.spawn(|| *total.lock().unwrap() += 1);",
        "                      total.lock …   tests/first/programs.rs:33   s.spawn(|| *total.lock().unwrap() += 1);",
        "                                     ← has to wait",
    ];
    assert_eq!(trace.render_held_up(waiting, 110, false).lines().collect::<Vec<_>>(), picture);
    stops(
        Some(fate),
        expect![[r#"
            step 2: B waits for the lock `total`, which A holds (Waits)
            step 1 was A: total.load, and is A: total.lock"#]],
    );
}

#[test]
fn behind_a_spin_lock_a_thread_spins() {
    let test = "fates::behind_a_spin_lock_a_thread_spins";
    // Four steps for each round, so that the schedule comes to the second look in vain.
    let before = || {
        counts(|total| {
            total.load(SeqCst);
            let seen = total.load(SeqCst);
            total.store(seen + 1, SeqCst);
        })
    };
    let now = || interleave::model(spins);
    stops(
        fate(test, before, now),
        expect![[r#"
        step 4: B spins, and the value that it reads has not changed (Waits)
        step 1 was A: total.load, and is A: busy.swap"#]],
    );
}

#[test]
fn what_is_one_step_now_leaves_the_thread_nothing_to_do() {
    let test = "fates::what_is_one_step_now_leaves_the_thread_nothing_to_do";
    let now = || interleave::model(|| counts(|total| _ = total.fetch_add(1, SeqCst)));
    stops(
        fate(test, loses_an_update, now),
        expect![[r#"
        step 3: B is over (Over)
        step 1 was A: total.load, and is A: total.fetch_add"#]],
    );
}

#[test]
fn a_thread_that_is_gone_is_missing() {
    let test = "fates::a_thread_that_is_gone_is_missing";
    let now = || {
        interleave::model(|| {
            let total = AtomicU32::new(0);
            thread::scope(|s| _ = s.spawn(|| total.fetch_add(2, SeqCst)));
            assert_eq!(total.load(SeqCst), 2);
        });
    };
    stops(
        fate(test, loses_an_update, now),
        expect![[r#"
        step 2: B is not there any more (Missing)
        step 1 was A: total.load, and is A: total.fetch_add"#]],
    );
}

#[test]
fn a_step_may_be_another_one_and_fit_all_the_same() {
    let test = "fates::a_step_may_be_another_one_and_fit_all_the_same";
    let now = || {
        interleave::model(|| {
            let (total, other) = (AtomicU32::new(2), AtomicU32::new(0));
            let add = || {
                total.load(SeqCst);
                other.load(SeqCst);
            };
            thread::scope(|s| {
                s.spawn(add);
                s.spawn(add);
            });
            assert_eq!(total.load(SeqCst), 2);
        });
    };
    let Some(fate) = fate(test, loses_an_update, now) else { return };
    assert!(matches!(fate.end, End::Passes { .. }), "{fate:?}");
    let differs = fate.differs.unwrap();
    let told = (differs.step, differs.before.as_str(), differs.now.as_str());
    assert_eq!((fate.fits, told), (2, (3, "B: total.store", "B: other.load")));
}

#[test]
fn what_comes_after_the_schedule_belongs_to_the_run() {
    let test = "fates::what_comes_after_the_schedule_belongs_to_the_run";
    let now = || {
        interleave::model(|| {
            counts(|total| {
                let seen = total.load(SeqCst);
                total.store(seen + 1, SeqCst);
                total.load(SeqCst);
            });
        });
    };
    let Some(fate) = fate(test, loses_an_update, now) else { return };
    assert!(matches!(fate.end, End::Fails { .. }), "{fate:?}");
}

#[test]
fn a_stale_value_that_can_no_longer_be_read_is_said_to_be_gone() {
    let test = "fates::a_stale_value_that_can_no_longer_be_read_is_said_to_be_gone";
    let now = || interleave::model(|| publishes(Release, Acquire));
    stops(
        fate(test, || publishes(Relaxed, Relaxed), now),
        expect!["step 4: B takes its step, but it can no longer turn out as it did (Outcome)"],
    );
}

#[test]
fn an_exchange_that_is_not_weak_cannot_fail_spuriously() {
    let test = "fates::an_exchange_that_is_not_weak_cannot_fail_spuriously";
    let now = || interleave::model(|| exchanges(false));
    stops(
        fate(test, || exchanges(true), now),
        expect![[r#"
        step 1: main takes its step, but it can no longer turn out as it did (Outcome)
        step 1 was main: flag.compare_exchange_weak, and is main: flag.compare_exchange"#]],
    );
}

#[test]
fn a_spurious_wakeup_is_survived_by_a_loop() {
    let test = "fates::a_spurious_wakeup_is_survived_by_a_loop";
    let Some(fate) = fate(test, || waits(false), || interleave::model(|| waits(true))) else {
        return;
    };
    let End::Passes { trace } = &fate.end else { panic!("{fate:?}") };
    assert!(trace.to_string().contains("ends for no reason"), "{trace}");
}

/// A letter would wake it spuriously, which is not what happened before.
#[test]
fn a_thread_that_sleeps_now_sleeps_on() {
    let test = "fates::a_thread_that_sleeps_now_sleeps_on";
    let now = || {
        interleave::model(|| {
            let total = AtomicU32::new(0);
            thread::scope(|s| {
                let second = s.spawn(|| {
                    thread::park();
                    total.store(total.load(SeqCst) + 1, SeqCst);
                });
                s.spawn(move || second.thread().unpark());
            });
        });
    };
    let before = || {
        counts(|total| {
            total.load(SeqCst);
            let seen = total.load(SeqCst);
            total.store(seen + 1, SeqCst);
        })
    };
    stops(
        fate(test, before, now),
        expect!["step 1: A is parked, and no thread has unparked it (Waits)"],
    );
}

/// The test leaves the other phase out, so it would not find such a run.
#[test]
fn the_limits_of_the_test_are_the_limits_of_the_retry() {
    let test = "fates::the_limits_of_the_test_are_the_limits_of_the_retry";
    let now = || Checker::new().order_only().model(|| publishes(Relaxed, Relaxed));
    stops(
        fate(test, || publishes(Relaxed, Relaxed), now),
        expect!["step 4: B takes its step, but it can no longer turn out as it did (Outcome)"],
    );
}

#[test]
fn a_run_with_too_many_preemptions_is_not_asked_for() {
    let test = "fates::a_run_with_too_many_preemptions_is_not_asked_for";
    let now = || Checker::new().max_preemptions(0).model(loses_an_update);
    let Some(fate) = fate(test, loses_an_update, now) else { return };
    let End::NotTried { why } = &fate.end else { panic!("{fate:?}") };
    assert_eq!(why, "it takes 1 preemptions, and this test explores at most 0");
}

#[test]
fn a_loop_without_end_is_told_of_and_is_no_verdict() {
    let test = "fates::a_loop_without_end_is_told_of_and_is_no_verdict";
    let now = || {
        interleave::model(|| {
            let (rounds, flag) = (AtomicU32::new(0), AtomicBool::new(false));
            while !flag.load(SeqCst) {
                rounds.fetch_add(1, SeqCst);
            }
        });
    };
    let before = || assert_eq!(AtomicU32::new(0).load(SeqCst), 1);
    let Some(fate) = fate(test, before, now) else { return };
    let End::NotTried { why } = &fate.end else { panic!("{fate:?}") };
    assert!(why.contains("took more than 20,000 steps"), "{why}");
}
