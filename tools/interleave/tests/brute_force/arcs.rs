//! Programs that share values by `Arc`s, and every interleaving of each, by an interpreter that knows no reduction:
//! each clone and each drop is a step like any other.

use std::collections::{BTreeSet, HashSet};

use interleave::{Checker, Verdict};

use crate::arc_facade::run;
use crate::rng::Rng;

/// The most threads, the closure's own included.
const THREADS: usize = 4;

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

/// For each thread, up to which of its steps is known.
type Clock = [u8; THREADS];

fn join(clock: &mut Clock, other: &Clock) {
    clock.iter_mut().zip(other).for_each(|(mine, theirs)| *mine = (*mine).max(*theirs));
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    /// What each thread has yet to do, last first.
    todo: Vec<Vec<Op>>,
    handles: Vec<Vec<usize>>,
    weak_handles: Vec<Vec<usize>>,
    strong: Vec<usize>,
    weak: Vec<usize>,
    variables: Vec<u32>,
    reads: Vec<Vec<u32>>,
    dropped: Vec<Option<u32>>,
    clocks: Vec<Clock>,
    of_variables: Vec<Clock>,
    of_strong: Vec<Clock>,
    of_weak: Vec<Clock>,
    written: Vec<Clock>,
    read: Vec<Clock>,
    races: bool,
}

impl State {
    fn new(program: &Program) -> Self {
        let (threads, arcs) = (program.threads.len(), program.values.len());
        let inner = |arc| program.values.iter().filter(|value| value.inner == Some(arc)).count();
        let held = |arc: usize| program.threads.iter().map(|t| t.handles[arc]).sum::<usize>();
        let mut state = State {
            todo: program
                .threads
                .iter()
                .map(|thread| thread.ops.iter().rev().copied().collect())
                .collect(),
            handles: program.threads.iter().map(|thread| thread.handles.clone()).collect(),
            weak_handles: vec![vec![0; arcs]; threads],
            strong: (0..arcs).map(|arc| held(arc) + inner(arc)).collect(),
            weak: vec![0; arcs],
            variables: vec![0; VARIABLES],
            reads: vec![Vec::new(); threads],
            dropped: vec![None; arcs],
            clocks: vec![[0; THREADS]; threads],
            of_variables: vec![[0; THREADS]; VARIABLES],
            of_strong: vec![[0; THREADS]; arcs],
            of_weak: vec![[0; THREADS]; arcs],
            written: vec![[0; THREADS]; CELLS],
            read: vec![[0; THREADS]; CELLS],
            races: false,
        };
        (0..threads).for_each(|thread| state.settle(thread));
        state
    }

    /// Leaves out what the thread has no handle for, and at its end drops what is left.
    fn settle(&mut self, thread: usize) {
        loop {
            let (strong, weak) = (&self.handles[thread], &self.weak_handles[thread]);
            let has_one = match self.todo[thread].last() {
                None => {
                    let arc = (0..strong.len()).find(|&arc| strong[arc] > 0);
                    let weak = (0..weak.len()).find(|&arc| weak[arc] > 0);
                    let last = arc.map(Op::Drop).or(weak.map(Op::DropWeak));
                    self.todo[thread].extend(last);
                    return;
                }
                Some(
                    Op::Clone(arc)
                    | Op::Drop(arc)
                    | Op::TryUnwrap(arc)
                    | Op::IntoInner(arc)
                    | Op::StrongCount(arc)
                    | Op::WeakCount(arc)
                    | Op::GetMut(arc)
                    | Op::Downgrade(arc),
                ) => strong[*arc] > 0,
                Some(Op::Upgrade(arc) | Op::DropWeak(arc)) => weak[*arc] > 0,
                Some(_) => true,
            };
            if has_one {
                return;
            }
            self.todo[thread].pop();
        }
    }

    fn can_go(&self, thread: usize) -> bool {
        match self.todo[thread].last() {
            Some(Op::Join(other)) => self.todo[*other].is_empty(),
            last => last.is_some(),
        }
    }

    fn access(&mut self, thread: usize, cell: usize, writes: bool) {
        let known = self.clocks[thread];
        let unknown = |times: &Clock| (0..THREADS).any(|t| t != thread && times[t] > known[t]);
        self.races |= unknown(&self.written[cell]) || (writes && unknown(&self.read[cell]));
        let times = if writes { &mut self.written } else { &mut self.read };
        times[cell][thread] = known[thread];
    }

    /// A handle that counts goes; with the last one the value.
    fn one_less(&mut self, program: &Program, thread: usize, arc: usize) -> bool {
        self.strong[arc] -= 1;
        let known = self.clocks[thread];
        join(&mut self.of_strong[arc], &known);
        if self.strong[arc] == 0 {
            self.destroy(program, thread, arc);
        }
        self.strong[arc] == 0
    }

    fn destroy(&mut self, program: &Program, thread: usize, arc: usize) {
        let released = self.of_strong[arc];
        join(&mut self.clocks[thread], &released);
        let value = &program.values[arc];
        if let Some(inner) = value.inner {
            self.todo[thread].push(Op::Inside(arc, Inside::DropInner(inner)));
        }
        self.todo[thread].extend(match value.on_drop {
            OnDrop::Nothing => None,
            OnDrop::Load(variable) => Some(Op::Inside(arc, Inside::Load(variable))),
            OnDrop::Store(variable, new) => Some(Op::Store(variable, new)),
            OnDrop::ReadCell(cell) => Some(Op::ReadCell(cell)),
            OnDrop::WriteCell(cell) => Some(Op::WriteCell(cell)),
            OnDrop::Who => Some(Op::Inside(arc, Inside::Who)),
        });
    }

    fn step(&mut self, program: &Program, thread: usize) {
        let op = self.todo[thread].pop().expect("it has something to do");
        self.clocks[thread][thread] += 1;
        let known = self.clocks[thread];
        match op {
            Op::Load(variable) | Op::Inside(_, Inside::Load(variable)) => {
                if !program.relaxed {
                    let released = self.of_variables[variable];
                    join(&mut self.clocks[thread], &released);
                }
                let value = self.variables[variable];
                match op {
                    Op::Inside(arc, _) => self.dropped[arc] = Some(value),
                    _ => self.reads[thread].push(value),
                }
            }
            Op::Store(variable, new) => {
                self.variables[variable] = new;
                self.of_variables[variable] = known;
            }
            Op::ReadCell(cell) => self.access(thread, cell, false),
            Op::WriteCell(cell) => self.access(thread, cell, true),
            Op::Clone(arc) => {
                self.handles[thread][arc] += 1;
                self.strong[arc] += 1;
            }
            Op::Drop(arc) => {
                self.handles[thread][arc] -= 1;
                self.one_less(program, thread, arc);
            }
            Op::Inside(_, Inside::DropInner(inner)) => {
                self.one_less(program, thread, inner);
            }
            Op::Inside(arc, Inside::Who) => self.dropped[arc] = Some(thread as u32),
            Op::IntoInner(arc) => {
                self.handles[thread][arc] -= 1;
                let was_last = self.one_less(program, thread, arc);
                self.reads[thread].push(u32::from(was_last));
            }
            Op::TryUnwrap(arc) => {
                let is_only = self.strong[arc] == 1;
                self.reads[thread].push(u32::from(is_only));
                if is_only {
                    self.handles[thread][arc] -= 1;
                    self.strong[arc] = 0;
                    self.destroy(program, thread, arc);
                } else {
                    self.todo[thread].push(Op::Drop(arc));
                }
            }
            Op::StrongCount(arc) => self.reads[thread].push(self.strong[arc] as u32),
            Op::WeakCount(arc) => self.reads[thread].push(self.weak[arc] as u32),
            Op::GetMut(arc) => {
                let is_only = self.strong[arc] == 1 && self.weak[arc] == 0;
                let released = (self.of_strong[arc], self.of_weak[arc]);
                // Its look at the count acquires, whatever it finds.
                join(&mut self.clocks[thread], &released.0);
                if is_only {
                    join(&mut self.clocks[thread], &released.1);
                }
                self.reads[thread].push(u32::from(is_only));
            }
            Op::Downgrade(arc) => {
                self.weak_handles[thread][arc] += 1;
                self.weak[arc] += 1;
                let released = self.of_weak[arc];
                join(&mut self.clocks[thread], &released);
            }
            Op::Upgrade(arc) => {
                let there = self.strong[arc] > 0;
                if there {
                    let released = self.of_strong[arc];
                    join(&mut self.clocks[thread], &released);
                    self.strong[arc] += 1;
                    self.handles[thread][arc] += 1;
                }
                self.reads[thread].push(u32::from(there));
            }
            Op::DropWeak(arc) => {
                self.weak_handles[thread][arc] -= 1;
                self.weak[arc] -= 1;
                join(&mut self.of_weak[arc], &known);
            }
            Op::Join(other) => {
                let ended = self.clocks[other];
                join(&mut self.clocks[thread], &ended);
            }
        }
        self.settle(thread);
    }
}

/// Every result, or none where there is a data race.
fn explore(program: &Program) -> Option<BTreeSet<Final>> {
    let mut results = BTreeSet::new();
    let mut seen = HashSet::new();
    let mut open = vec![State::new(program)];
    while let Some(state) = open.pop() {
        if state.races {
            return None;
        }
        let able: Vec<_> = (0..program.threads.len()).filter(|&t| state.can_go(t)).collect();
        if able.is_empty() {
            let State { variables, reads, dropped, .. } = state;
            results.insert(Final { variables, reads, dropped });
            continue;
        }
        for thread in able {
            let mut next = state.clone();
            next.step(program, thread);
            if seen.insert(next.clone()) {
                open.push(next);
            }
        }
    }
    Some(results)
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
            assert_eq!(found.kind(), "data_race", "seed {seed}: {found}{program:#?}");
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
