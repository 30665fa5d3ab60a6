//! The memory phase, compared with the axioms of C++20.

use std::collections::BTreeSet;

use interleave::sync::atomic::{AtomicU32, fence};
use interleave::trace::Failure;
use interleave::{Checker, Verdict, cell, hint, thread};

use crate::axioms::{Outcome, allowed};
use crate::weak::{Op, Program, VARIABLES, from_seed, with_spins};

const PROGRAMS: u64 = 260;

struct Shared {
    variables: [AtomicU32; VARIABLES],
    cell: cell::UnsafeCell<u32>,
}

// SAFETY: whether the accesses race is what is being tested.
unsafe impl Sync for Shared {}

/// Runs the program on the model's threads.
pub fn run(program: &Program) -> Outcome {
    let shared = Shared {
        variables: std::array::from_fn(|_| AtomicU32::new(0)),
        cell: cell::UnsafeCell::new(0),
    };
    let mut outcome: Outcome = thread::scope(|scope| {
        let threads: Vec<_> =
            program.iter().map(|ops| scope.spawn(|| run_thread(&shared, ops))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    outcome.push(shared.variables.map(AtomicU32::into_inner).to_vec());
    outcome
}

fn run_thread(shared: &Shared, ops: &[Op]) -> Vec<u32> {
    let mut reads = Vec::new();
    for &op in ops {
        let last = reads.last().copied().unwrap_or(0);
        match op {
            Op::Load(v, order) => reads.push(shared.variables[v].load(order)),
            Op::Await(v, order) => loop {
                match shared.variables[v].load(order) {
                    0 => hint::spin_loop(),
                    found => break reads.push(found),
                }
            },
            Op::Store(v, new, order) => shared.variables[v].store(new, order),
            Op::Swap(v, new, order) => reads.push(shared.variables[v].swap(new, order)),
            Op::FetchAdd(v, more, order) => reads.push(shared.variables[v].fetch_add(more, order)),
            Op::CompareExchange(v, (expected, new), success, failure) => {
                let result = shared.variables[v].compare_exchange(expected, new, success, failure);
                reads.push(result.unwrap_or_else(|old| old));
            }
            Op::Fence(order) => fence(order),
            Op::CellReadIf(value) if last == value => _ = shared.cell.get_shared(),
            Op::CellWriteIf(value) if value.is_none_or(|value| last == value) => {
                _ = shared.cell.get();
            }
            Op::CellReadIf(_) | Op::CellWriteIf(_) => {}
        }
    }
    reads
}

/// The outcomes that a search finds.
pub fn outcomes(checker: Checker, program: &Program) -> BTreeSet<Outcome> {
    checker.outcomes(|| run(program)).values().cloned().collect()
}

#[test]
fn both_phases_find_what_the_axioms_allow_and_nothing_else() {
    let (mut weak, mut unexplored) = (0, 0);
    for seed in 0..PROGRAMS {
        let program = from_seed(seed, false);
        let allowed = allowed(&program);
        let found = outcomes(Checker::new().memory_only(), &program);
        let alarms: Vec<_> = found.difference(&allowed.standard).collect();
        assert!(alarms.is_empty(), "seed {seed}: C++20 forbids {alarms:?}: {program:#?}");
        let extra: Vec<_> = found.difference(&allowed.executable).collect();
        let missed: Vec<_> = allowed.executable.difference(&found).collect();
        assert!(
            extra.is_empty() && missed.is_empty(),
            "seed {seed}: {extra:?} too many, {missed:?} missing: {program:#?}"
        );
        let interleavings = outcomes(Checker::new().order_only(), &program);
        assert_eq!(interleavings, allowed.sequential, "seed {seed}: {program:#?}");
        weak += u32::from(found.len() > allowed.sequential.len());
        unexplored += u32::from(found.len() < allowed.standard.len());
    }
    assert!(weak > 20, "only {weak} programs have outcomes that no interleaving has");
    assert!(unexplored > 10, "only {unexplored} programs have outcomes that are not explored");
}

#[test]
fn loops_that_wait_end_with_what_the_axioms_allow() {
    for seed in 0..PROGRAMS / 2 {
        let program = with_spins(seed);
        let allowed = allowed(&program);
        let found = outcomes(Checker::new().memory_only(), &program);
        assert_eq!(found, allowed.executable, "seed {seed}: {program:#?}");
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
