//! The sequentially consistent outcomes of a program, straight from the definition: its threads take their steps in
//! every order, on one memory.

use std::collections::BTreeSet;

use crate::axioms::Outcome;
use crate::weak::{Op, Program, VARIABLES};

#[derive(Clone)]
struct State {
    /// The next operation of each thread.
    at: Vec<usize>,
    memory: [u32; VARIABLES],
    reads: Outcome,
}

/// What the program can end with: what each thread read, and the values at the end.
pub fn interleavings(program: &Program) -> BTreeSet<Outcome> {
    let threads = program.len();
    let start =
        State { at: vec![0; threads], memory: [0; VARIABLES], reads: vec![Vec::new(); threads] };
    let mut outcomes = BTreeSet::new();
    go_on(program, &start, &mut outcomes);
    outcomes
}

fn go_on(program: &Program, state: &State, outcomes: &mut BTreeSet<Outcome>) {
    let mut ended = true;
    for (thread, ops) in program.iter().enumerate() {
        let Some(&op) = ops.get(state.at[thread]) else { continue };
        ended = false;
        let mut next = state.clone();
        next.at[thread] += 1;
        next.step(thread, op);
        go_on(program, &next, outcomes);
    }
    if ended {
        let mut outcome = state.reads.clone();
        outcome.push(state.memory.to_vec());
        outcomes.insert(outcome);
    }
}

impl State {
    fn step(&mut self, thread: usize, op: Op) {
        let memory = &mut self.memory;
        let read = &mut self.reads[thread];
        match op {
            Op::Load(v, _) => read.push(memory[v]),
            Op::Store(v, new, _) => memory[v] = new,
            Op::Swap(v, new, _) => read.push(std::mem::replace(&mut memory[v], new)),
            Op::FetchAdd(v, more, _) => {
                read.push(memory[v]);
                memory[v] += more;
            }
            Op::CompareExchange(v, (expected, new), ..) => {
                read.push(memory[v]);
                if memory[v] == expected {
                    memory[v] = new;
                }
            }
            Op::Fence(_) => {}
            Op::Await(..) | Op::CellReadIf(_) | Op::CellWriteIf(_) => {
                unreachable!("no litmus test waits, or touches a cell")
            }
        }
    }
}
