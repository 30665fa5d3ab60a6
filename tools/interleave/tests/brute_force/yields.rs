//! A yield changes nothing: with thousands of them between its steps, a program has the outcomes that it has without.

use std::collections::BTreeSet;

use interleave::sync::atomic::{AtomicU32, Ordering};
use interleave::{Checker, thread};

use crate::rng::Rng;

/// More yields in a row, without a step, than a thread has that does something else.
const IDLE: usize = 1_001;

#[derive(Clone, Copy, Debug)]
enum Op {
    Load(usize),
    Store(usize, u32),
    Swap(usize, u32),
    Yields(usize),
}

#[derive(Debug)]
struct Program {
    order: Ordering,
    threads: Vec<Vec<Op>>,
}

impl Program {
    fn from_seed(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let order = if rng.one_in(2) { Ordering::SeqCst } else { Ordering::Relaxed };
        let threads = 2 + usize::from(rng.one_in(3));
        let most = if threads == 2 { 3 } else { 2 };
        let threads = (0..threads).map(|_| Self::thread(&mut rng, most)).collect();
        Program { order, threads }
    }

    fn thread(rng: &mut Rng, most: usize) -> Vec<Op> {
        let mut ops = Vec::new();
        let steps = 1 + rng.below(most);
        let yields = rng.one_in(2).then(|| rng.below(steps));
        for step in 0..steps {
            if yields == Some(step) {
                ops.push(Op::Yields(IDLE * (1 + rng.below(3))));
            }
            let (object, value) = (rng.below(2), 1 + step as u32);
            ops.push(match rng.below(5) {
                0 => Op::Swap(object, value),
                1 | 2 => Op::Store(object, value),
                _ => Op::Load(object),
            });
        }
        ops
    }

    fn outcomes(&self, yields: bool) -> BTreeSet<Vec<u32>> {
        let found = Checker::new().outcomes(|| {
            let objects = [AtomicU32::new(0), AtomicU32::new(0)];
            let run = |ops: &[Op]| {
                let steps = ops.iter().filter(|op| yields || !matches!(op, Op::Yields(_)));
                let mut read = Vec::new();
                let mut slot = 0;
                for op in steps {
                    if let Op::Yields(times) = *op {
                        (0..times).for_each(|_| thread::yield_now());
                        continue;
                    }
                    read.extend(step(slot, *op, &objects, self.order));
                    slot += 1;
                }
                read
            };
            thread::scope(|s| {
                let run = &run;
                let others: Vec<_> =
                    self.threads[1..].iter().map(|ops| s.spawn(move || run(ops))).collect();
                let mut read = run(&self.threads[0]);
                for other in others {
                    read.extend(other.join().unwrap());
                }
                read
            })
        });
        found.values().cloned().collect()
    }
}

/// Each slot has a place of its own in the source: a look that comes twice at one place may be a loop that waits.
fn step(slot: usize, op: Op, objects: &[AtomicU32; 2], order: Ordering) -> Option<u32> {
    match (op, slot) {
        (Op::Load(object), 0) => Some(objects[object].load(order)),
        (Op::Load(object), 1) => Some(objects[object].load(order)),
        (Op::Load(object), _) => Some(objects[object].load(order)),
        (Op::Swap(object, value), 0) => Some(objects[object].swap(value, order)),
        (Op::Swap(object, value), 1) => Some(objects[object].swap(value, order)),
        (Op::Swap(object, value), _) => Some(objects[object].swap(value, order)),
        (Op::Store(object, value), _) => {
            objects[object].store(value, order);
            None
        }
        (Op::Yields(_), _) => None,
    }
}

/// How many programs: `YIELD_PROGRAMS` in the environment asks for more.
fn programs() -> u64 {
    std::env::var("YIELD_PROGRAMS").ok().and_then(|n| n.parse().ok()).unwrap_or(150)
}

#[test]
fn thousands_of_yields_change_no_outcome() {
    for seed in 0..programs() {
        let program = Program::from_seed(seed);
        let (with, without) = (program.outcomes(true), program.outcomes(false));
        assert_eq!(with, without, "seed {seed}: {program:#?}");
    }
}
