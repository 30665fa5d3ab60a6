//! Condvars and futexes, compared with the interpreter: whom a notification wakes, and who wakes for no reason.

use std::sync::LazyLock;

use interleave::trace::{Failure, Operation};
use interleave::{Checker, Verdict};

use crate::classes::traces;
use crate::facade::run;
use crate::interpreter::{Facts, all};
use crate::program::Program;

const PROGRAMS: u64 = 450;

static ALL: LazyLock<Vec<(Program, Facts)>> =
    LazyLock::new(|| all(PROGRAMS, Program::with_sleepers));

fn checker() -> Checker {
    Checker::new().order_only()
}

#[test]
fn sleepers_have_the_results_of_all_interleavings_and_each_schedule_replays() {
    let (mut compared, mut woken) = (0, 0);
    for (seed, (program, facts)) in ALL.iter().enumerate() {
        if facts.deadlock.is_some() {
            continue;
        }
        let outcomes = checker().outcomes(|| run(program));
        let found: Vec<_> = outcomes.values().collect();
        let expected: Vec<_> = facts.results.keys().collect();
        assert_eq!(found, expected, "seed {seed}: {program:#?}");
        for value in found {
            let schedule = outcomes.schedule(value).unwrap();
            let again = checker().replay(schedule, || run(program));
            assert_eq!(again.value, *value, "seed {seed}, {schedule}: {program:#?}");
            let wakes = |s: &interleave::trace::Step| s.is_wakeup() && !s.woke_nobody();
            woken += usize::from(again.steps.iter().any(wakes));
        }
        compared += 1;
    }
    assert!(compared > 150 && woken > 50, "{compared} programs, {woken} runs that wake somebody");
}

#[test]
fn a_lost_wakeup_is_found_exactly_where_there_is_one_and_its_story_is_the_simplest() {
    let (mut stuck, mut lost) = (0, 0);
    for (seed, (program, facts)) in ALL.iter().enumerate() {
        let verdict = checker().check(|| run(program));
        let Some(simplest) = facts.deadlock else {
            assert!(verdict.holds(), "seed {seed}: {program:#?}");
            continue;
        };
        let Verdict::Fails(found) = &verdict else { panic!("seed {seed}: {program:#?}") };
        lost += usize::from(matches!(found.failure, Failure::LostWakeup { .. }));
        assert_eq!(found.preemptions, simplest.0, "seed {seed}: {found}{program:#?}");
        let is_step = |o: &Operation| !matches!(o, Operation::Spawn | Operation::Join);
        let steps = found.trace.steps.iter().filter(|s| is_step(&s.operation)).count();
        if found.trace.steps.iter().all(|step| step.spins == 0) {
            // Of two stories of one length, joins included, either is as simple.
            let joins = program.threads.len() - 1;
            let fewest = simplest.1..=simplest.1 + joins;
            assert!(fewest.contains(&steps), "seed {seed}: {found}{program:#?}");
        }
        let again = checker().try_replay(&found.schedule, || run(program));
        assert!(again.is_err(), "seed {seed}: {} does not fail again", found.schedule);
        stuck += 1;
    }
    assert!(stuck > 120 && lost > 100, "{stuck} get stuck, {lost} of them in a wait");
}

#[test]
fn of_equivalent_orders_of_sleepers_one_is_explored() {
    let mut compared = 0;
    for (seed, (program, facts)) in ALL.iter().enumerate() {
        if facts.deadlock.is_some() || facts.schedules > 600 {
            continue;
        }
        let explored = checker().outcomes(|| run(program)).explored().interleavings();
        assert_eq!(explored, traces(program) as u64, "seed {seed}: {program:#?}");
        compared += 1;
    }
    assert!(compared > 80, "only {compared} programs are small enough");
}
