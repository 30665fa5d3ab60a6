//! Waits and parks that end by themselves, compared with the interpreter: when time passes, and what is found then.

use std::sync::LazyLock;

use interleave::trace::Operation;
use interleave::{Checker, Verdict};

use crate::facade::run;
use crate::interpreter::{Facts, explore};
use crate::program::Program;

const PROGRAMS: u64 = 3_000;

/// Time multiplies the states, so larger programs take long.
const MOST_STEPS: usize = 11;

/// The programs by their seeds, and what the interpreter says of them.
static ALL: LazyLock<Vec<(u64, Program, Facts)>> = LazyLock::new(|| {
    let small = |program: &Program| {
        let steps = program.threads.iter().flatten().filter(|op| !op.is_no_step());
        program.has_timeouts() && steps.count() <= MOST_STEPS
    };
    let programs = (0..PROGRAMS).map(|seed| (seed, Program::with_timeouts(seed)));
    let small = programs.filter(|(_, program)| small(program));
    let asked = |(seed, program): (u64, Program)| {
        let facts = explore(&program);
        (seed, program, facts)
    };
    small.map(asked).collect()
});

fn checker() -> Checker {
    Checker::new().order_only()
}

#[test]
fn the_results_are_those_of_all_interleavings_and_each_schedule_replays() {
    let (mut compared, mut timed_out) = (0, 0);
    for (seed, program, facts) in ALL.iter() {
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
            let times_out = |step: &interleave::trace::Step| step.operation == Operation::TimedOut;
            timed_out += usize::from(again.steps.iter().any(times_out));
        }
        compared += 1;
    }
    assert!(
        compared > 300 && timed_out > 1_000,
        "{compared} programs, {timed_out} runs that time out"
    );
}

#[test]
fn a_thread_is_stuck_exactly_where_time_does_not_help_and_the_story_is_the_simplest() {
    let (mut stuck, mut held) = (0, 0);
    for (seed, program, facts) in ALL.iter() {
        let verdict = checker().check(|| run(program));
        let Some(simplest) = facts.deadlock else {
            assert!(verdict.holds(), "seed {seed}: {program:#?}");
            held += 1;
            continue;
        };
        let Verdict::Fails(found) = &verdict else { panic!("seed {seed}: {program:#?}") };
        assert_eq!(found.preemptions, simplest.0, "seed {seed}: {found}{program:#?}");
        stuck += 1;
    }
    assert!(stuck > 20 && held > 300, "{stuck} get stuck, {held} do not");
}
