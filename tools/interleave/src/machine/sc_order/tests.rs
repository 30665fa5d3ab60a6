//! Generated programs: in each execution, the order answers as its definition does (`ScOrder::allows` compares).

use std::sync::atomic::Ordering::{self, *};

use crate::sync::atomic::{AtomicU32, fence};
use crate::{Checker, thread};

/// How many programs a test run compares.
const PROGRAMS: u64 = 400;

/// How many executions of each.
const EXECUTIONS: u64 = 400;

#[derive(Clone, Copy)]
enum Op {
    Load(usize, Ordering),
    Store(usize, Ordering),
    Add(usize, Ordering),
    /// A weak exchange, which may succeed, find another value, or fail for no reason.
    Exchange(usize, Ordering),
    Fence(Ordering),
}

/// Splitmix64.
struct Rng(u64);

impl Rng {
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        from[((word ^ (word >> 31)) % from.len() as u64) as usize]
    }
}

fn program(seed: u64) -> Vec<Vec<Op>> {
    let rng = &mut Rng(seed);
    let (threads, most) = rng.pick(&[(2, 6), (3, 3), (3, 4), (3, 5), (4, 3)]);
    let mixed = [Relaxed, AcqRel, SeqCst];
    let orders = [Relaxed, rng.pick(&mixed), rng.pick(&mixed)];
    let op = |rng: &mut Rng| {
        let (variable, order) = (rng.pick(&[0, 0, 1, 1, 2]), rng.pick(&orders));
        match rng.pick(&[0, 0, 0, 0, 1, 1, 1, 2, 3, 4, 4]) {
            0 => Op::Load(variable, if order == AcqRel { Acquire } else { order }),
            1 => Op::Store(variable, if order == AcqRel { Release } else { order }),
            2 => Op::Add(variable, order),
            3 => Op::Exchange(variable, order),
            _ => Op::Fence(rng.pick(&[SeqCst, SeqCst, SeqCst, AcqRel])),
        }
    };
    (0..threads).map(|_| (0..most).map(|_| op(rng)).collect()).collect()
}

fn run(ops: &[Op], variables: &[AtomicU32; 3], mine: u32) {
    for (op, value) in ops.iter().zip(mine..) {
        match *op {
            Op::Load(at, order) => _ = variables[at].load(order),
            Op::Store(at, order) => variables[at].store(value, order),
            Op::Add(at, order) => _ = variables[at].fetch_add(100, order),
            Op::Exchange(at, order) => {
                _ = variables[at].compare_exchange_weak(0, value, order, Relaxed);
            }
            Op::Fence(order) => fence(order),
        }
    }
}

#[test]
fn the_order_answers_as_its_definition_does() {
    for seed in 0..PROGRAMS {
        let threads = program(seed);
        let verdict = Checker::new().memory_only().max_executions(EXECUTIONS).check(|| {
            let variables = &[const { AtomicU32::new(0) }; 3];
            thread::scope(|scope| {
                for (ops, first) in threads.iter().zip([10, 20, 30, 40]) {
                    scope.spawn(move || run(ops, variables, first));
                }
            });
        });
        assert!(verdict.holds(), "seed {seed}: {}", verdict.counterexample().unwrap());
    }
}
