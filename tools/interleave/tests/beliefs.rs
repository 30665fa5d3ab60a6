//! Each belief replaces the rule that it says, and no other; and what holds in its world counts for nothing.

use std::time::Duration;

use interleave::sync::atomic::{
    AtomicBool, AtomicU32,
    Ordering::{Relaxed, SeqCst},
};
use interleave::sync::{Condvar, Mutex};
use interleave::trace::{Phase, World, Worlds};
use interleave::{Belief, Checker, FailureKind, check, schedules, thread};

/// Each of the threads adds 1 so many times, with a load and a store.
fn total(threads: usize, times: usize) -> u32 {
    let total = AtomicU32::new(0);
    thread::scope(|s| {
        for _ in 0..threads {
            s.spawn(|| (0..times).for_each(|_| total.store(total.load(SeqCst) + 1, SeqCst)));
        }
    });
    total.into_inner()
}

/// A acquires the lock twice and B once. Returns who had it, in order.
fn turns() -> String {
    let turns = Mutex::new(String::new());
    thread::scope(|s| {
        s.spawn(|| (0..2).for_each(|_| turns.lock().unwrap().push('A')));
        s.spawn(|| turns.lock().unwrap().push('B'));
    });
    turns.into_inner().unwrap()
}

/// A waits for a flag that B raises without the lock.
fn flag() -> &'static str {
    let (up, lock, raised) = (AtomicBool::new(false), Mutex::new(()), Condvar::new());
    thread::scope(|s| {
        s.spawn(|| {
            let mut guard = lock.lock().unwrap();
            while !up.load(SeqCst) {
                guard = raised.wait(guard).unwrap();
            }
        });
        up.store(true, SeqCst);
        raised.notify_one();
    });
    "A goes on"
}

/// A looks, waits for a moment, and counts; B counts as well. Returns what A had seen, and what it found afterwards.
fn counts_after_a_wait() -> String {
    let (count, condvar) = (Mutex::new(0), Condvar::new());
    thread::scope(|s| {
        let a = s.spawn(|| {
            let count = count.lock().unwrap();
            let seen = *count;
            let (count, _) = condvar.wait_timeout(count, Duration::from_secs(1)).unwrap();
            format!("{seen} {}", *count)
        });
        *count.lock().unwrap() += 1;
        a.join().unwrap()
    })
}

/// A stores a number and raises a flag, both relaxed.
fn message() -> &'static str {
    let (value, ready) = (AtomicU32::new(0), AtomicBool::new(false));
    thread::scope(|s| {
        s.spawn(|| {
            value.store(42, Relaxed);
            ready.store(true, Relaxed);
        });
        match (ready.load(Relaxed), value.load(Relaxed)) {
            (false, _) => "nothing yet",
            (true, 42) => "42",
            (true, _) => "0",
        }
    })
}

/// A sleeps once, without a loop, until B has put something in.
fn sleeps_once() -> bool {
    let (full, filled) = (Mutex::new(false), Condvar::new());
    thread::scope(|s| {
        let a = s.spawn(|| {
            let guard = full.lock().unwrap();
            if *guard { true } else { *filled.wait(guard).unwrap() }
        });
        *full.lock().unwrap() = true;
        filled.notify_one();
        a.join().unwrap()
    })
}

/// The program that shows the difference, compared. A belief without one doesn't compile.
fn compare(belief: Belief) -> Worlds {
    let order = Checker::new().order_only();
    match belief {
        Belief::AddingIsOneStep => order.compare(belief, || total(2, 1), |&sum| assert_eq!(sum, 2)),
        Belief::UnlockHandsOver => {
            order.compare(belief, turns, |turns| assert!(!turns.ends_with('B'), "B is last"))
        }
        Belief::NotifyIsRemembered => order.compare(belief, flag, |_| ()),
        Belief::WaitKeepsTheMutex => {
            order.compare(belief, counts_after_a_wait, |count| assert_ne!(count, "0 1"))
        }
        Belief::LoadsSeeTheNewest => {
            Checker::new().memory_only().compare(belief, message, |told| assert_ne!(*told, "0"))
        }
        Belief::SleepersWaitToBeWoken => order.compare(belief, sleeps_once, |&full| assert!(full)),
    }
}

/// `2 runs: 1, 2`
fn told(world: &World) -> String {
    let one = |outcome: &interleave::trace::Outcome| match (&outcome.value, outcome.failure) {
        (Some(value), _) => format!("{value} × {}", outcome.runs),
        (None, failure) => format!("{} × {}", failure.unwrap(), outcome.runs),
    };
    let outcomes: Vec<String> = world.outcomes.iter().map(one).collect();
    format!("{}: {}", world.runs, outcomes.join(", "))
}

#[track_caller]
fn check_worlds(belief: Belief, believed: &str, ours: &str, parting: &str) {
    let worlds = compare(belief);
    assert_eq!((told(&worlds.believed).as_str(), told(&worlds.ours).as_str()), (believed, ours));
    let trace = &worlds.counterexample.trace;
    let step = trace.steps[worlds.parting.step].label(trace);
    let instead = worlds.parting.instead.as_ref().map(|step| step.label(trace));
    let refused = worlds.parting.refused.as_deref();
    let both: Vec<&str> = instead.as_deref().into_iter().chain(refused).collect();
    assert_eq!(format!("{step} | {}", both.join(" | ")), parting);
}

#[test]
fn in_one_step_no_addition_is_lost() {
    check_worlds(
        Belief::AddingIsOneStep,
        "2: 2 × 2",
        "6: 1 × 4, 2 × 2",
        "total.load → 0 | total.store 1 | B has finished; it has no step left",
    );
}

#[test]
fn an_unlocked_lock_goes_to_the_thread_that_waits() {
    check_worlds(
        Belief::UnlockHandsOver,
        "2: ABA × 1, BAA × 1",
        "3: AAB × 1, ABA × 1, BAA × 1",
        "turns.lock | A waits for the lock `turns`, which B holds",
    );
}

#[test]
fn a_notification_that_is_remembered_lets_the_next_wait_return() {
    let worlds = compare(Belief::NotifyIsRemembered);
    let (all, lost) = (&worlds.believed.outcomes, &worlds.ours.outcomes);
    assert!(all.len() == 1 && all[0].value.as_deref() == Some("A goes on"), "{all:?}");
    assert!(lost.iter().any(|one| one.failure == Some(FailureKind::LostWakeup)), "{lost:?}");
    let instead = worlds.parting.instead.unwrap();
    assert!(instead.lock.is_none() && instead.woken_by.is_some(), "{instead:?}");
}

#[test]
fn a_wait_that_keeps_the_mutex_lets_no_thread_change_anything() {
    let worlds = compare(Belief::WaitKeepsTheMutex);
    let seen = |world: &World| -> Vec<String> {
        world.outcomes.iter().map(|one| one.value.clone().unwrap()).collect()
    };
    assert_eq!(
        (seen(&worlds.believed), seen(&worlds.ours)),
        (vec!["0 0".into(), "1 1".into()], vec!["0 0".into(), "0 1".into(), "1 1".into()])
    );
    assert!(worlds.parting.instead.unwrap().lock.is_none());
}

#[test]
fn a_load_that_sees_the_newest_value_finds_the_message() {
    let worlds = compare(Belief::LoadsSeeTheNewest);
    assert_eq!(worlds.phase, Phase::Memory);
    let seen = |world: &World| -> Vec<String> {
        world.outcomes.iter().map(|one| one.value.clone().unwrap()).collect()
    };
    assert_eq!(seen(&worlds.believed), ["42", "nothing yet"]);
    assert_eq!(seen(&worlds.ours), ["0", "42", "nothing yet"]);
    let in_order = schedules(message).len();
    assert_eq!(worlds.believed.runs, in_order, "it's the order of the steps and nothing else");
    assert_eq!(worlds.parting.instead.unwrap().read.as_deref(), Some("42"));
}

#[test]
fn a_sleeper_wakes_only_if_it_is_woken() {
    let worlds = compare(Belief::SleepersWaitToBeWoken);
    assert_eq!(worlds.believed.outcomes.len(), 1, "{:?}", worlds.believed);
    assert_eq!(worlds.parting.refused.as_deref(), Some("A is asleep, and no thread has woken it"));
}

/// Orders of whole additions: the multinomial coefficient.
#[test]
fn as_many_runs_as_orders_of_additions() {
    let theirs = Checker::new().in_a_world_where(Belief::AddingIsOneStep);
    for (threads, times, runs) in [(2, 1, 2), (3, 1, 6), (2, 2, 6), (2, 3, 20), (3, 2, 90)] {
        let tree = theirs.schedules(|| total(threads, times));
        assert_eq!(tree.len(), runs, "{threads} threads, {times} times");
        assert!(tree.endings().iter().all(|end| end.value == Some((threads * times).to_string())));
    }
}

/// A rule that nothing in the program is about makes no difference.
#[test]
fn each_belief_leaves_the_other_programs_alone() {
    let theirs = |belief| Checker::new().in_a_world_where(belief).order_only();
    let plain = Checker::new().order_only();
    for &belief in Belief::ALL {
        if belief != Belief::AddingIsOneStep {
            assert_eq!(
                theirs(belief).schedules(|| total(2, 1)).root,
                schedules(|| total(2, 1)).root
            );
        }
        if belief != Belief::UnlockHandsOver {
            assert_eq!(theirs(belief).schedules(turns).root, plain.schedules(turns).root);
        }
        if !matches!(
            belief,
            Belief::SleepersWaitToBeWoken | Belief::NotifyIsRemembered | Belief::WaitKeepsTheMutex
        ) {
            let kinds = |checker: &Checker| checker.check(flag).counterexample().map(|c| c.kind());
            assert_eq!(kinds(&theirs(belief)), kinds(&plain));
        }
    }
}

/// The notifier needs the mutex, and the sleeper has it.
#[test]
fn where_wait_keeps_the_mutex_a_right_program_gets_stuck() {
    let theirs = Checker::new().in_a_world_where(Belief::WaitKeepsTheMutex);
    let program = || {
        let (full, filled) = (Mutex::new(false), Condvar::new());
        thread::scope(|s| {
            s.spawn(|| drop(filled.wait_while(full.lock().unwrap(), |full| !*full).unwrap()));
            *full.lock().unwrap() = true;
            filled.notify_one();
        });
    };
    check(program).expect_holds();
    let found = theirs.check(program).counterexample().cloned().unwrap();
    assert!(
        found.headline().starts_with("Not our world, but one in which `wait` keeps the mutex. ")
    );
    assert!(found.to_string().contains("Not our world"), "{found}");
}

#[test]
fn what_holds_there_does_not_count() {
    let theirs = Checker::new().in_a_world_where(Belief::AddingIsOneStep);
    let verdict = theirs.check(|| assert_eq!(total(2, 1), 2));
    assert!(!verdict.holds() && verdict.counterexample().is_none());
    let told = theirs.outcomes(|| total(2, 1)).explored().to_string();
    assert_eq!(
        told,
        "holds in all 2 interleavings, in a world in which `+=` is one step, and not in ours"
    );
    let run = theirs.replay("A B", || total(2, 1)).to_string();
    assert!(run.starts_with("Not our world, but one in which `+=` is one step.\n\n"), "{run}");
}

#[test]
#[should_panic(
    expected = "in a world in which `+=` is one step, and that isn't ours: it proves nothing"
)]
fn a_test_that_expects_it_to_hold_is_refused() {
    let theirs = Checker::new().in_a_world_where(Belief::AddingIsOneStep);
    theirs.check(|| total(2, 1)).expect_holds();
}

#[test]
#[should_panic(expected = "that isn't ours: it proves nothing")]
fn a_model_of_it_is_refused() {
    Checker::new().in_a_world_where(Belief::AddingIsOneStep).model(|| total(2, 1));
}

#[test]
#[should_panic(expected = "the promise is kept in our world, too")]
fn there_is_nothing_to_compare_where_both_worlds_keep_the_promise() {
    Checker::new().compare(Belief::AddingIsOneStep, || total(1, 2), |&sum| assert_eq!(sum, 2));
}
