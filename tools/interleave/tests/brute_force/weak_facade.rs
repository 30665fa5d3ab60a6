//! The programs for the memory phase on the facade: what the axioms are compared with.

use std::collections::BTreeSet;

use interleave::sync::atomic::{AtomicU32, fence};
use interleave::{Checker, cell, hint, thread};

use crate::axioms::Outcome;
use crate::weak::{Op, Program, VARIABLES};

struct Shared {
    variables: [AtomicU32; VARIABLES],
    cell: cell::UnsafeCell<u32>,
}

// SAFETY: whether the accesses race is what is being tested.
unsafe impl Sync for Shared {}

/// Runs the program on the model's threads.
pub fn run(program: &Program) -> Outcome {
    // SAFETY: *stacks stay*: a generated program lends nothing to anybody but its own threads.
    unsafe { interleave::reuse_abandoned_stacks() };
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
    // Each loop that waits takes the fence before it once more in every round.
    let mut before = None;
    for &op in ops {
        let last = reads.last().copied().unwrap_or(0);
        match op {
            Op::Load(v, order) => reads.push(shared.variables[v].load(order)),
            Op::Await(v, order) => loop {
                match shared.variables[v].load(order) {
                    0 => {
                        hint::spin_loop();
                        if let Some(order) = before {
                            fence(order);
                        }
                    }
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
        before = if let Op::Fence(order) = op { Some(order) } else { None };
    }
    reads
}

/// The outcomes that a search finds.
pub fn outcomes(checker: Checker, program: &Program) -> BTreeSet<Outcome> {
    checker.outcomes(|| run(program)).values().cloned().collect()
}
