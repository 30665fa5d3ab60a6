//! Every interleaving of a program that shares values by `Arc`s, by an interpreter that knows no reduction: each clone and
//! each drop is a step like any other.

use std::collections::{BTreeSet, HashSet};

use crate::arcs::{CELLS, Final, Inside, OnDrop, Op, Program, THREADS, VARIABLES};

/// Every result, or none where there is a data race.
pub fn explore(program: &Program) -> Option<BTreeSet<Final>> {
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
