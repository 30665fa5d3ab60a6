//! How a seed becomes a program for the memory phase.

use std::sync::atomic::Ordering::{self, *};

use crate::rng::Rng;
use crate::weak::{Op, Program, load, store};

/// How many variables these programs use: with more of them the threads would rarely meet.
const USED: usize = 2;

pub fn from_seed(seed: u64, cells: bool) -> Program {
    let rng = &mut Rng::new(seed);
    if !cells && rng.one_in(4) {
        return around_fences(rng);
    }
    // Most bugs of weak memory need few orderings at once: some seeds mix all, others two.
    let fences = rng.one_in(3);
    let orders: [Ordering; 2] = match fences {
        true => [Relaxed, rng.pick(&[Relaxed, AcqRel, SeqCst])],
        false => {
            [rng.pick(&[Relaxed, AcqRel, SeqCst]), rng.pick(&[Relaxed, AcqRel, AcqRel, SeqCst])]
        }
    };
    let (threads, most) = rng.pick(&[(2, 3), (2, 4), (3, 2), (3, 3)]);
    let mut program = Vec::new();
    let mut next = 0;
    for thread in 0..threads {
        let mut ops = Vec::new();
        for _ in 0..most {
            next += 1;
            let order = rng.pick(&orders);
            ops.push(match thread {
                // Where a cell is to be passed on, the first thread mostly stores and the others mostly look.
                0 if cells && rng.one_in(2) => Op::Store(0, next, store(order)),
                1.. if cells && rng.one_in(2) => Op::Load(0, load(order)),
                _ => op(rng, orders, fences, next),
            });
        }
        if cells && thread == 0 {
            ops.insert(rng.below(2), Op::CellWriteIf(None));
        } else if cells {
            // The first thread stored values up to `most`: whoever has read one may have learned something.
            let value = 1 + rng.below(most) as u32;
            let access =
                if rng.one_in(2) { Op::CellReadIf(value) } else { Op::CellWriteIf(Some(value)) };
            ops.insert(1 + rng.below(most), access);
        }
        program.push(ops);
    }
    program
}

fn op(rng: &mut Rng, orders: [Ordering; 2], fences: bool, next: u32) -> Op {
    let variable = rng.below(USED);
    let order = rng.pick(&orders);
    match rng.below(if fences { 12 } else { 9 }) {
        0..4 => Op::Load(variable, load(order)),
        4..7 => Op::Store(variable, next, store(order)),
        7 if rng.one_in(2) => Op::Swap(variable, next, order),
        7 => Op::FetchAdd(variable, 10, order),
        8 => {
            let expected = rng.below(next as usize) as u32;
            Op::CompareExchange(variable, (expected, next), order, load(rng.pick(&orders)))
        }
        _ => Op::Fence(rng.pick(&[Acquire, Release, AcqRel, SeqCst, SeqCst, SeqCst])),
    }
}

/// Relaxed accesses on both sides of a `SeqCst` fence: the shape of most litmus tests.
fn around_fences(rng: &mut Rng) -> Program {
    let mut next = 0;
    let mut access = |rng: &mut Rng, variable: usize| {
        next += 1;
        match rng.below(8) {
            0..4 => Op::Load(variable, rng.pick(&[Relaxed, Relaxed, SeqCst])),
            4..7 => Op::Store(variable, next, rng.pick(&[Relaxed, Relaxed, SeqCst])),
            _ => Op::FetchAdd(variable, 10, Relaxed),
        }
    };
    let mut thread = |rng: &mut Rng, most: usize| {
        let variable = rng.below(USED);
        let first = access(rng, variable);
        if most == 1 {
            return vec![first];
        }
        let fence = if rng.one_in(8) { AcqRel } else { SeqCst };
        vec![first, Op::Fence(fence), access(rng, 1 - variable)]
    };
    let shape: &[usize] = rng.pick(&[&[2, 2], &[1, 2, 2], &[2, 2, 2], &[1, 1, 2, 2]]);
    shape.iter().map(|&most| thread(rng, most)).collect()
}

/// The same, but the threads behind the first wait for it: some loads become loops, and it stores last of all
/// to both variables.
pub fn with_spins(seed: u64) -> Program {
    let rng = &mut Rng::new(!seed);
    let mut program = from_seed(seed, false);
    program.truncate(2 + rng.below(2));
    for op in program[1..].iter_mut().flatten() {
        if let Op::Load(v, order) = *op
            && rng.one_in(2)
        {
            *op = Op::Await(v, order);
        }
    }
    program[0].truncate(2);
    program[0].push(Op::Store(0, 50, rng.pick(&[Relaxed, Release, SeqCst])));
    program[0].push(Op::Store(1, 60, rng.pick(&[Relaxed, Release, SeqCst])));
    program[1].truncate(3);
    if let Some(third) = program.get_mut(2) {
        third.truncate(2);
    }
    program
}

/// The same, with a fence before each loop that waits.
pub fn with_fenced_spins(seed: u64) -> Program {
    let rng = &mut Rng::new(seed ^ 0xF0F0);
    let mut program = with_spins(seed);
    for ops in &mut program {
        *ops = ops
            .iter()
            .flat_map(|op| match op {
                Op::Await(..) => vec![Op::Fence(rng.pick(&[Acquire, AcqRel, SeqCst])), *op],
                _ => vec![*op],
            })
            .collect();
    }
    program
}
