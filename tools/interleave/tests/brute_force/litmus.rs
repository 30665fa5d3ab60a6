//! The litmus tests that everybody knows, with the verdicts that everybody should get.

use std::sync::atomic::Ordering::{self, *};

use interleave::Checker;

use crate::axioms::allowed;
use crate::memory::outcomes;
use crate::weak::{Op, Program, load, store};

const X: usize = 0;
const Y: usize = 1;

/// How strong the accesses are, from `Relaxed` to `SeqCst`; with fences the accesses are relaxed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Strength {
    Relaxed,
    ReleaseAcquire,
    SeqCst,
    AcqRelFences,
    SeqCstFences,
}

const ALL: [Strength; 5] = [
    Strength::Relaxed,
    Strength::ReleaseAcquire,
    Strength::SeqCst,
    Strength::AcqRelFences,
    Strength::SeqCstFences,
];

/// Says which strengths allow the weak outcome: `allowed` by C++20, and `explored` by the memory phase.
#[track_caller]
fn check(
    threads: &[&[(char, usize, u32)]],
    weak: impl Fn(&[Vec<u32>]) -> bool,
    allowed_by: &[Strength],
    explored_by: &[Strength],
) {
    for strength in ALL {
        let program = build(threads, strength);
        let standard = allowed(&program).standard;
        let found = outcomes(Checker::new().memory_only(), &program);
        let has =
            |outcomes: &std::collections::BTreeSet<_>| outcomes.iter().any(|o: &Vec<_>| weak(o));
        assert_eq!(has(&standard), allowed_by.contains(&strength), "C++20, {strength:?}");
        assert_eq!(has(&found), explored_by.contains(&strength), "explored, {strength:?}");
        assert!(found.is_subset(&standard), "{strength:?}");
        let order = outcomes(Checker::new().order_only(), &program);
        assert!(!has(&order), "no interleaving does that, {strength:?}");
    }
}

/// Threads of reads `('r', variable, _)` and writes `('w', variable, value)`, with fences between where wanted.
fn build(threads: &[&[(char, usize, u32)]], strength: Strength) -> Program {
    let (order, fence): (Ordering, Option<Ordering>) = match strength {
        Strength::Relaxed => (Relaxed, None),
        Strength::ReleaseAcquire => (AcqRel, None),
        Strength::SeqCst => (SeqCst, None),
        Strength::AcqRelFences => (Relaxed, Some(AcqRel)),
        Strength::SeqCstFences => (Relaxed, Some(SeqCst)),
    };
    let thread = |ops: &&[(char, usize, u32)]| {
        let mut all = Vec::new();
        for &(kind, variable, value) in *ops {
            if !all.is_empty() {
                all.extend(fence.map(Op::Fence));
            }
            all.push(match kind {
                'r' => Op::Load(variable, load(order)),
                _ => Op::Store(variable, value, store(order)),
            });
        }
        all
    };
    threads.iter().map(thread).collect()
}

use Strength::{AcqRelFences, ReleaseAcquire};
const WEAKEST: Strength = Strength::Relaxed;

#[test]
fn store_buffering() {
    let threads: [&[_]; 2] = [&[('w', X, 1), ('r', Y, 0)], &[('w', Y, 1), ('r', X, 0)]];
    let both = [WEAKEST, ReleaseAcquire, AcqRelFences];
    check(&threads, |o| o[0] == [0] && o[1] == [0], &both, &both);
}

#[test]
fn message_passing() {
    let threads: [&[_]; 2] = [&[('w', X, 1), ('w', Y, 1)], &[('r', Y, 0), ('r', X, 0)]];
    check(&threads, |o| o[1] == [1, 0], &[WEAKEST], &[WEAKEST]);
}

/// A known difference: nothing is read before it is written.
#[test]
fn load_buffering_is_allowed_but_not_explored() {
    let threads: [&[_]; 2] = [&[('r', X, 0), ('w', Y, 1)], &[('r', Y, 0), ('w', X, 1)]];
    check(&threads, |o| o[0] == [1] && o[1] == [1], &[WEAKEST], &[]);
}

#[test]
fn independent_reads_of_independent_writes() {
    let threads: [&[_]; 4] =
        [&[('w', X, 1)], &[('w', Y, 1)], &[('r', X, 0), ('r', Y, 0)], &[('r', Y, 0), ('r', X, 0)]];
    let both = [WEAKEST, ReleaseAcquire, AcqRelFences];
    check(&threads, |o| o[2] == [1, 0] && o[3] == [1, 0], &both, &both);
}

#[test]
fn coherence_of_two_reads() {
    let threads: [&[_]; 2] = [&[('w', X, 1), ('w', X, 2)], &[('r', X, 0), ('r', X, 0)]];
    check(&threads, |o| matches!(o[1][..], [2, 1] | [1, 0] | [2, 0]), &[], &[]);
}

/// A known difference: the modification order is the order of execution.
#[test]
fn two_plus_two_writes_are_allowed_but_not_explored() {
    let threads: [&[_]; 2] = [&[('w', X, 1), ('w', Y, 2)], &[('w', Y, 1), ('w', X, 2)]];
    let both = [WEAKEST, ReleaseAcquire, AcqRelFences];
    check(&threads, |o| o[2] == [1, 1], &both, &[]);
}

#[test]
fn write_to_read_causality() {
    let threads: [&[_]; 3] =
        [&[('w', X, 1)], &[('r', X, 0), ('w', Y, 1)], &[('r', Y, 0), ('r', X, 0)]];
    check(&threads, |o| o[1] == [1] && o[2] == [1, 0], &[WEAKEST], &[WEAKEST]);
}

#[track_caller]
fn check_program(program: &Program, weak: impl Fn(&[Vec<u32>]) -> bool, expected: (bool, bool)) {
    let has = |outcomes: &std::collections::BTreeSet<_>| outcomes.iter().any(|o: &Vec<_>| weak(o));
    let standard = allowed(program).standard;
    let found = outcomes(Checker::new().memory_only(), program);
    assert_eq!((has(&standard), has(&found)), expected);
}

#[test]
fn a_release_sequence_goes_on_through_a_relaxed_exchange_but_not_through_a_store() {
    let writer = vec![Op::Store(X, 1, Relaxed), Op::Store(Y, 1, Release)];
    let reader = vec![Op::Load(Y, Acquire), Op::Load(X, Relaxed)];
    let stale = |o: &[Vec<u32>]| o[2][0] == 11 && o[2][1] == 0;
    let middle = vec![Op::FetchAdd(Y, 10, Relaxed)];
    check_program(&vec![writer.clone(), middle, reader.clone()], stale, (false, false));
    let middle = vec![Op::Load(Y, Relaxed), Op::Store(Y, 11, Relaxed)];
    check_program(&vec![writer.clone(), middle, reader.clone()], stale, (true, true));
    // C++11 would have let a store of the same thread go on with it; C++20 does not.
    let writer = [writer, vec![Op::Store(Y, 11, Relaxed)]].concat();
    check_program(&vec![writer, vec![], reader], stale, (true, true));
}

/// A known difference, "Z6.U" in Lahav et al. (PLDI 2017): mixed with weaker accesses, the single order of
/// `SeqCst` operations need not agree with happens-before.
#[test]
fn a_single_order_against_happens_before_is_allowed_but_not_explored() {
    let program = vec![
        vec![Op::Store(X, 1, SeqCst), Op::Store(Y, 1, Release)],
        vec![Op::FetchAdd(Y, 1, SeqCst), Op::Load(Y, Relaxed)],
        vec![Op::Store(Y, 3, SeqCst), Op::Load(X, SeqCst)],
    ];
    check_program(&program, |o| o[1] == [1, 3] && o[2] == [0], (true, false));
}
