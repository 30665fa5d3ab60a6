//! The memory phase, compared with the axioms of C++20.

use interleave::trace::Failure;
use interleave::{Checker, Verdict};

use crate::axioms::allowed;
use crate::weak::Program;
use crate::weak_facade::{outcomes, run};
use crate::weak_seeds::{from_seed, with_fenced_spins, with_spins};

const PROGRAMS: u64 = 800;
/// Of 20,000 programs the one of which an explorer missed an outcome that took a step without anything new to read
/// for one that was explored.
const RARE: u64 = 13_380;

#[test]
fn both_phases_find_what_the_axioms_allow_and_nothing_else() {
    let (mut weak, mut unexplored) = (0, 0);
    for seed in (0..PROGRAMS).chain([RARE]) {
        let program = from_seed(seed, false);
        let allowed = allowed(&program);
        let found = outcomes(Checker::new().memory_only(), &program);
        let alarms: Vec<_> = found.difference(&allowed.standard).collect();
        assert!(alarms.is_empty(), "seed {seed}: C++20 forbids {alarms:?}: {program:#?}");
        let extra: Vec<_> = found.difference(&allowed.causal).collect();
        let missed: Vec<_> = allowed.causal.difference(&found).collect();
        assert!(
            extra.is_empty() && missed.is_empty(),
            "seed {seed}: {extra:?} too many, {missed:?} missing: {program:#?}"
        );
        let interleavings = outcomes(Checker::new().order_only(), &program);
        assert_eq!(interleavings, allowed.sequential, "seed {seed}: {program:#?}");
        weak += u32::from(found.len() > allowed.sequential.len());
        unexplored += u32::from(found.len() < allowed.standard.len());
    }
    assert!(weak > 60, "only {weak} programs have outcomes that no interleaving has");
    assert!(unexplored > 6, "only {unexplored} programs have outcomes that are not explored");
}

#[test]
fn loops_that_wait_end_with_what_the_axioms_allow() {
    agree_with_the_axioms((0..PROGRAMS / 2).map(with_spins));
}

/// One fence before the loop allows the same as one in each round.
#[test]
fn loops_with_a_fence_end_with_what_the_axioms_allow() {
    agree_with_the_axioms((0..PROGRAMS / 2).map(with_fenced_spins));
}

#[track_caller]
fn agree_with_the_axioms(programs: impl Iterator<Item = Program>) {
    for (seed, program) in programs.enumerate() {
        let allowed = allowed(&program);
        let found = outcomes(Checker::new().memory_only(), &program);
        assert_eq!(found, allowed.causal, "seed {seed}: {program:#?}");
        let interleavings = outcomes(Checker::new().order_only(), &program);
        assert_eq!(interleavings, allowed.sequential, "seed {seed}: {program:#?}");
    }
}

#[test]
fn a_data_race_is_found_exactly_where_the_axioms_see_one() {
    let mut racy = 0;
    for seed in 0..PROGRAMS {
        let program = from_seed(seed, true);
        let allowed = allowed(&program);
        let race = |checker: Checker| match checker.check(|| run(&program)) {
            Verdict::Holds(_) => false,
            Verdict::Fails(found) => {
                assert!(matches!(found.failure, Failure::DataRace { .. }), "seed {seed}: {found}");
                true
            }
        };
        let order = race(Checker::new().order_only());
        assert_eq!(order, allowed.sequential_race, "seed {seed}: {program:#?}");
        for checker in [Checker::new().memory_only(), Checker::new()] {
            assert_eq!(race(checker), allowed.race, "seed {seed}: {program:#?}");
        }
        racy += u64::from(allowed.race);
    }
    assert!((60..PROGRAMS / 2).contains(&racy), "{racy} programs race");
}

#[test]
fn every_weak_outcome_replays() {
    for seed in 0..PROGRAMS / 4 {
        let program = from_seed(seed, false);
        let outcomes = Checker::new().memory_only().outcomes(|| run(&program));
        for value in outcomes.values() {
            let schedule = outcomes.schedule(value).unwrap();
            let again = Checker::new().memory_only().replay(schedule, || run(&program));
            assert_eq!(again.value, *value, "seed {seed}, {schedule}: {program:#?}");
        }
    }
}
