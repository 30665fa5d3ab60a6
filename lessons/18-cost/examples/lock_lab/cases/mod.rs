//! What the lock lab measures: most locks of the course and others beside them, and each cure of chapter 18.

mod cures;
mod locks;

use std::hint::black_box;

/// What one thread does until it's stopped: makes a few visits, and returns how many. It gets the number of its thread,
/// and a number of its own to draw others from.
pub type Visits = Box<dyn Fn(usize, &mut u64) -> u64 + Send + Sync>;

/// One thing to measure.
pub struct Case {
    /// What is compared with what: the first name of an experiment is the one that the others are compared with.
    pub experiment: &'static str,
    /// The lock, or the cure.
    pub name: &'static str,
    /// How many threads there are.
    pub threads: usize,
    /// How many multiplications a thread makes inside.
    pub inside: u32,
    /// How many of a hundred visits only read.
    pub reads: u32,
    /// Makes it anew for each sample.
    pub make: Box<dyn Fn() -> Visits>,
}

/// As many threads as are measured. Half of them are more than most small machines have cores.
pub const THREADS: [usize; 4] = [1, 2, 4, 8];

/// How many multiplications are made inside: none but an addition, or some hundred nanoseconds of them.
pub const INSIDE: [u32; 2] = [0, 200];

/// How many of a hundred visits only read.
pub const READS: [u32; 2] = [0, 90];

/// Everything there is to measure. What is compared stands together.
pub fn all() -> Vec<Case> {
    let mut cases = Vec::new();
    for inside in INSIDE {
        for reads in READS {
            for threads in THREADS {
                let plan = locks::Plan { inside, reads };
                cases.extend(locks::locks(plan).into_iter().map(|(name, make)| Case {
                    experiment: "locks",
                    name,
                    threads,
                    inside,
                    reads,
                    make,
                }));
            }
        }
    }
    for threads in THREADS {
        cases.extend(cures::cures(threads));
    }
    cases.extend(cures::snapshots());
    cases
}

/// Multiplications, each of which needs the one before. The compiler can leave none of them out.
#[inline]
fn work(mut value: u64, times: u32) -> u64 {
    for _ in 0..times {
        value = black_box(value.wrapping_mul(6364136223846793005).wrapping_add(1));
    }
    value
}

/// How many visits a thread makes before it looks whether it should stop. Looking isn't part of what is measured.
const VISITS: u32 = 20;

type Make = Box<dyn Fn() -> Visits>;
