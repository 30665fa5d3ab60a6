//! Programs that share values by `Arc`s: the results of the search are those of every interleaving.

use std::collections::BTreeSet;

use interleave::{Checker, FailureKind, Verdict};

use crate::arc_facade::run;
use crate::arc_interpreter::explore;
use crate::rng::Rng;

/// The most threads, the closure's own included.
pub const THREADS: usize = 4;

#[derive(Clone, Debug)]
pub struct Program {
    /// Whether the variables order nothing.
    pub relaxed: bool,
    /// What the values do when they are dropped.
    pub values: Vec<Value>,
    pub threads: Vec<Thread>,
}

#[derive(Clone, Debug)]
pub struct Value {
    pub on_drop: OnDrop,
    /// A handle on another value, which is dropped with this one.
    pub inner: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
pub enum OnDrop {
    Nothing,
    Load(usize),
    Store(usize, u32),
    ReadCell(usize),
    WriteCell(usize),
    /// It asks which thread it is.
    Who,
}

#[derive(Clone, Debug)]
pub struct Thread {
    /// How many handles on each value it begins with; what is left of them is dropped at its end.
    pub handles: Vec<usize>,
    pub ops: Vec<Op>,
}

/// What needs a handle is left out where the thread has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    Load(usize),
    Store(usize, u32),
    ReadCell(usize),
    WriteCell(usize),
    Clone(usize),
    Drop(usize),
    TryUnwrap(usize),
    IntoInner(usize),
    StrongCount(usize),
    WeakCount(usize),
    GetMut(usize),
    Downgrade(usize),
    Upgrade(usize),
    DropWeak(usize),
    /// Only the closure's own thread does.
    Join(usize),
    /// Part of the destructor of a value.
    Inside(usize, Inside),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Inside {
    Load(usize),
    Who,
    DropInner(usize),
}

pub const VARIABLES: usize = 2;
pub const CELLS: usize = 2;

/// The variables, what each thread read, and what each destructor saw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Final {
    pub variables: Vec<u32>,
    pub reads: Vec<Vec<u32>>,
    pub dropped: Vec<Option<u32>>,
}

impl Program {
    fn from_seed(seed: u64) -> Self {
        let rng = &mut Rng::new(seed ^ 0xA2C);
        let spawned = 1 + rng.below(THREADS - 1);
        let arcs = 1 + rng.below(2);
        let values = (0..arcs)
            .map(|arc| Value {
                on_drop: match rng.below(6) {
                    0 => OnDrop::Load(rng.below(VARIABLES)),
                    1 => OnDrop::Store(rng.below(VARIABLES), 7),
                    2 => OnDrop::ReadCell(rng.below(CELLS)),
                    3 => OnDrop::WriteCell(rng.below(CELLS)),
                    4 => OnDrop::Who,
                    _ => OnDrop::Nothing,
                },
                inner: (arc == 1 && rng.one_in(3)).then_some(0),
            })
            .collect();
        // Programs that look at counts, or have weak handles, or neither.
        let kind = rng.below(4);
        let relaxed = rng.one_in(2);
        let most = [4, 3, 2][spawned - 1];
        let mut threads: Vec<Thread> = (0..=spawned)
            .map(|_| Thread {
                handles: (0..arcs).map(|_| usize::from(!rng.one_in(4))).collect(),
                ops: (0..rng.below(most + 1)).map(|_| op(rng, arcs, kind)).collect(),
            })
            .collect();
        let late = rng.one_in(3);
        let joins = (1..=spawned).map(Op::Join);
        let main = &mut threads[0].ops;
        if late {
            main.extend(joins);
        } else {
            main.splice(0..0, joins);
            main.truncate(spawned + 2);
            // Not all of them need be joined before it goes on.
            if rng.one_in(2) {
                main.rotate_left(1);
            }
        }
        // What is made with no handle would be dropped at once.
        for arc in 0..arcs {
            if threads.iter().all(|thread| thread.handles[arc] == 0) {
                threads[1].handles[arc] = 1;
            }
        }
        Program { relaxed, values, threads }
    }

    /// Whether an old count can be told from a new one.
    fn looks_at_counts(&self) -> bool {
        let looks = |op: &Op| {
            use Op::*;
            matches!(op, TryUnwrap(_) | StrongCount(_) | WeakCount(_) | GetMut(_))
        };
        self.threads.iter().flat_map(|thread| &thread.ops).any(looks)
    }
}

fn op(rng: &mut Rng, arcs: usize, kind: usize) -> Op {
    let (arc, variable, cell) = (rng.below(arcs), rng.below(VARIABLES), rng.below(CELLS));
    match rng.below(if kind == 0 { 8 } else { 12 }) {
        0 => Op::Load(variable),
        1 => Op::Store(variable, 1 + rng.below(2) as u32),
        2 | 8.. if kind == 3 && rng.one_in(3) => Op::WriteCell(cell),
        8.. if kind == 3 => Op::ReadCell(cell),
        2 if rng.one_in(2) => Op::ReadCell(cell),
        2 => Op::WriteCell(cell),
        3 | 4 => Op::Clone(arc),
        5..=7 => Op::Drop(arc),
        n if kind == 1 => {
            let all =
                [Op::TryUnwrap(arc), Op::IntoInner(arc), Op::StrongCount(arc), Op::GetMut(arc)];
            all[n - 8]
        }
        n => [Op::Downgrade(arc), Op::Upgrade(arc), Op::DropWeak(arc), Op::WeakCount(arc)][n - 8],
    }
}

/// How many programs: `ARC_PROGRAMS` in the environment asks for more.
fn programs() -> u64 {
    std::env::var("ARC_PROGRAMS").ok().and_then(|n| n.parse().ok()).unwrap_or(600)
}

#[test]
fn the_results_are_those_of_all_interleavings_whichever_thread_drops_the_last_handle() {
    let (mut races, mut compared, mut stepping) = (0, 0, 0);
    let count = programs();
    for seed in 0..count {
        let program = Program::from_seed(seed);
        let checker = Checker::new().order_only();
        let Some(expected) = explore(&program) else {
            let verdict = checker.check(|| run(&program));
            let Verdict::Fails(found) = verdict else { panic!("seed {seed}: {program:#?}") };
            let kind = found.failure.kind();
            assert_eq!(kind, FailureKind::DataRace, "seed {seed}: {found}{program:#?}");
            assert!(Checker::new().check(|| run(&program)).counterexample().is_some());
            let again = checker.try_replay(&found.schedule, || run(&program));
            assert!(again.is_err(), "seed {seed}: {} does not fail again", found.schedule);
            races += 1;
            continue;
        };
        let outcomes = checker.outcomes(|| run(&program));
        let found: BTreeSet<_> = outcomes.values().cloned().collect();
        assert_eq!(found, expected, "seed {seed}: {program:#?}");
        for value in &found {
            let schedule = outcomes.schedule(value).unwrap();
            stepping += u64::from(schedule.as_str().starts_with('*'));
            let again = checker.replay(schedule, || run(&program));
            assert_eq!(again.value, *value, "seed {seed}, {schedule}: {program:#?}");
        }
        let both = Checker::new().outcomes(|| run(&program));
        let both: BTreeSet<_> = both.values().cloned().collect();
        if program.relaxed || program.looks_at_counts() {
            assert!(both.is_superset(&expected), "seed {seed}: {program:#?}");
        } else {
            assert_eq!(both, expected, "seed {seed}: {program:#?}");
        }
        compared += 1;
    }
    let kinds = format!("{races} races, {compared} compared, {stepping} results by steps");
    assert!(races > count / 20 && compared > count / 2 && stepping > count / 10, "{kinds}");
}
