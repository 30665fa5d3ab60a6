//! The order phase, compared with the interpreter.

use std::sync::LazyLock;

use interleave::trace::{Failure, Operation};
use interleave::{Checker, Verdict};

use crate::classes::traces;
use crate::facade::run;
use crate::interpreter::{Facts, all, explore};
use crate::program::Program;

const PROGRAMS: u64 = 600;

/// Programs with more schedules than this are not spelled out one by one.
const MOST_SCHEDULES: u64 = 600;

static ALL: LazyLock<Vec<(Program, Facts)>> = LazyLock::new(|| all(PROGRAMS, Program::from_seed));

fn each_program(mut check: impl FnMut(u64, &Program, &Facts)) {
    for (seed, (program, facts)) in (0..).zip(&*ALL) {
        check(seed, program, facts);
    }
}

fn checker() -> Checker {
    Checker::new().order_only()
}

fn is_stuck(failure: &Failure) -> bool {
    matches!(failure, Failure::Deadlock { .. } | Failure::LostWakeup { .. })
}

#[test]
fn the_results_are_those_of_all_interleavings_and_each_schedule_replays() {
    let mut compared = 0;
    each_program(|seed, program, facts| {
        if facts.deadlock.is_some() {
            return;
        }
        let outcomes = checker().outcomes(|| run(program));
        let found: Vec<_> = outcomes.values().collect();
        let expected: Vec<_> = facts.results.keys().collect();
        assert_eq!(found, expected, "seed {seed}: {program:#?}");
        for value in found {
            let schedule = outcomes.schedule(value).unwrap();
            let again = checker().replay(schedule, || run(program));
            assert_eq!(again.value, *value, "seed {seed}, {schedule}: {program:#?}");
        }
        compared += 1;
    });
    assert!(compared > PROGRAMS / 2, "only {compared} programs cannot deadlock");
}

#[test]
fn a_deadlock_is_found_exactly_where_there_is_one_and_its_story_is_the_simplest() {
    let (mut deadlocks, mut measured) = (0, 0);
    each_program(|seed, program, facts| {
        let verdict = checker().check(|| run(program));
        let Some(simplest) = facts.deadlock else {
            assert!(verdict.holds(), "seed {seed}: {program:#?}");
            return;
        };
        let Verdict::Fails(found) = &verdict else { panic!("seed {seed}: {program:#?}") };
        assert!(is_stuck(&found.failure), "seed {seed}: {found}");
        assert_eq!(found.preemptions, simplest.0, "seed {seed}: {found}{program:#?}");
        // Looking again at what has not changed is shown as one step, so only other stories are measured.
        if found.trace.steps.iter().all(|step| step.spins == 0) {
            let is_step = |o: &Operation| !matches!(o, Operation::Spawn | Operation::Join);
            let steps = found.trace.steps.iter().filter(|s| is_step(&s.operation)).count();
            assert_eq!(steps, simplest.1, "seed {seed}: {found}{program:#?}");
            measured += 1;
        }
        let again = checker().try_replay(&found.schedule, || run(program));
        assert!(again.is_err(), "seed {seed}: {} does not fail again", found.schedule);
        deadlocks += 1;
    });
    assert!(deadlocks > 30 && measured > 25, "only {deadlocks} programs can deadlock");
}

#[test]
fn loops_that_wait_have_the_results_of_waiting() {
    let (mut compared, mut endless) = (0, 0);
    for seed in 0..PROGRAMS {
        let program = Program::with_spins(seed);
        let facts = explore(&program);
        if facts.deadlock.is_some() {
            let verdict = checker().check(|| run(&program));
            let Verdict::Fails(found) = &verdict else { panic!("seed {seed}: {program:#?}") };
            let spins = matches!(found.failure, Failure::Spin { .. });
            assert!(spins || is_stuck(&found.failure), "seed {seed}: {found}");
            endless += 1;
            continue;
        }
        let outcomes = checker().outcomes(|| run(&program));
        let found: Vec<_> = outcomes.values().collect();
        let expected: Vec<_> = facts.results.keys().collect();
        assert_eq!(found, expected, "seed {seed}: {program:#?}");
        compared += 1;
    }
    assert!(compared > 100 && endless > 100, "{compared} end, {endless} need not");
}

#[test]
fn the_story_of_a_wrong_result_has_the_fewest_preemptions() {
    let mut compared = 0;
    each_program(|seed, program, facts| {
        if facts.deadlock.is_some() || seed % 3 != 0 {
            return;
        }
        let rarest = facts.results.iter().max_by_key(|(_, preemptions)| **preemptions);
        let Some((wrong, &preemptions)) = rarest.filter(|(_, p)| **p > 0) else {
            return;
        };
        let verdict = checker().check(|| assert!(run(program) != *wrong, "wrong"));
        let Verdict::Fails(found) = verdict else { panic!("seed {seed}: {program:#?}") };
        assert_eq!(found.preemptions, preemptions, "seed {seed}: {found}{program:#?}");
        compared += 1;
    });
    assert!(compared > 50, "only {compared} programs need a preemption");
}

#[test]
fn without_reduction_every_order_of_steps_is_a_schedule() {
    let mut compared = 0;
    each_program(|seed, program, facts| {
        if facts.schedules > MOST_SCHEDULES {
            return;
        }
        let tree = checker().schedules(|| format!("{:?}", run(program)));
        assert_eq!(tree.len() as u64, facts.schedules, "seed {seed}: {program:#?}");
        let deadlocks = tree.endings().iter().any(|end| end.failure.is_some());
        assert_eq!(deadlocks, facts.deadlock.is_some(), "seed {seed}: {program:#?}");
        compared += 1;
    });
    assert!(compared > PROGRAMS / 2, "only {compared} programs are small enough");
}

#[test]
fn with_reduction_one_of_each_class_of_equivalent_orders_is_explored() {
    let mut compared = 0;
    each_program(|seed, program, facts| {
        if facts.schedules > MOST_SCHEDULES || facts.deadlock.is_some() {
            return;
        }
        let outcomes = checker().outcomes(|| run(program));
        let explored = outcomes.explored().interleavings();
        assert_eq!(explored, traces(program) as u64, "seed {seed}: {program:#?}");
        compared += 1;
    });
    assert!(compared > PROGRAMS / 2, "only {compared} programs are small enough");
}
