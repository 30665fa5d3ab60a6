//! The programs that are tried in every strength, from relaxed accesses to `SeqCst` fences between them.

use std::sync::atomic::Ordering::{self, *};

use super::{IsWeak, Litmus, X, Y, Z};
use crate::weak::{Op, load, store};

/// The shapes of two threads, with one variable or two.
pub fn two_variables(all: &mut Vec<Litmus>) {
    shape(
        all,
        ("SB", "both read 0"),
        &[&[W(X, 1), R(Y)], &[W(Y, 1), R(X)]],
        |o| o[0] == [0] && o[1] == [0],
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("MP", "the flag, but not the data"),
        &[&[W(X, 1), W(Y, 1)], &[R(Y), R(X)]],
        |o| o[1] == [1, 0],
        RELAXED,
    );
    shape(
        all,
        ("LB", "both read 1"),
        &[&[R(X), W(Y, 1)], &[R(Y), W(X, 1)]],
        |o| o[0] == [1] && o[1] == [1],
        RELAXED,
    );
    shape(
        all,
        ("S", "read 1, and its own store is overwritten"),
        &[&[W(X, 2), W(Y, 1)], &[R(Y), W(X, 1)]],
        |o| o[1] == [1] && o[2][X] == 2,
        RELAXED,
    );
    shape(
        all,
        ("R", "its own store is last, and it reads 0"),
        &[&[W(X, 1), W(Y, 1)], &[W(Y, 2), R(X)]],
        |o| o[1] == [0] && o[2][Y] == 2,
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("2+2W", "each first store is last"),
        &[&[W(X, 1), W(Y, 2)], &[W(Y, 1), W(X, 2)]],
        |o| o[2][..2] == [1, 1],
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("CoRR", "the second read is older than the first"),
        &[&[W(X, 1), W(X, 2)], &[R(X), R(X)]],
        |o| matches!(o[1][..], [2, 1] | [1, 0] | [2, 0]),
        NOTHING,
    );
    shape(
        all,
        ("CoRR2", "two readers see two orders"),
        &[&[W(X, 1)], &[W(X, 2)], &[R(X), R(X)], &[R(X), R(X)]],
        |o| o[2] == [1, 2] && o[3] == [2, 1],
        NOTHING,
    );
    shape(
        all,
        ("CoWR", "read what its own store overwrote"),
        &[&[W(X, 1), R(X)], &[W(X, 2)]],
        |o| o[0] == [2] && o[2][X] == 1,
        NOTHING,
    );
    shape(
        all,
        ("CoRW", "read what overwrites its own store"),
        &[&[R(X), W(X, 1)], &[W(X, 2)]],
        |o| o[0] == [2] && o[2][X] == 2,
        NOTHING,
    );
}

/// The shapes in which a third thread comes in.
pub fn causality(all: &mut Vec<Litmus>) {
    shape(
        all,
        ("WRC", "the echo, but not the call"),
        &[&[W(X, 1)], &[R(X), W(Y, 1)], &[R(Y), R(X)]],
        |o| o[1] == [1] && o[2] == [1, 0],
        RELAXED,
    );
    shape(
        all,
        ("ISA2", "the last flag, but not the data"),
        &[&[W(X, 1), W(Y, 1)], &[R(Y), W(Z, 1)], &[R(Z), R(X)]],
        |o| o[1] == [1] && o[2] == [1, 0],
        RELAXED,
    );
    shape(
        all,
        ("IRIW", "two readers see two orders"),
        &[&[W(X, 1)], &[W(Y, 1)], &[R(X), R(Y)], &[R(Y), R(X)]],
        |o| o[2] == [1, 0] && o[3] == [1, 0],
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("RWC", "the reader sees 1 and 0, the other 0"),
        &[&[W(X, 1)], &[R(X), R(Y)], &[W(Y, 1), R(X)]],
        |o| o[1] == [1, 0] && o[2] == [0],
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("W+RWC", "the reader sees 1 and 0, the other 0"),
        &[&[W(X, 1), W(Y, 1)], &[R(Y), R(Z)], &[W(Z, 1), R(X)]],
        |o| o[1] == [1, 0] && o[2] == [0],
        UP_TO_ACQ_REL,
    );
    shape(
        all,
        ("Z6.3", "the last flag, but not the data, although y is 2"),
        &[&[W(X, 1), W(Y, 1)], &[W(Y, 2), W(Z, 1)], &[R(Z), R(X)]],
        |o| o[2] == [1, 0] && o[3][Y] == 2,
        UP_TO_ACQ_REL,
    );
}

#[derive(Clone, Copy)]
enum Access {
    R(usize),
    W(usize, u32),
}
use Access::{R, W};

/// How strong the accesses are; with fences, which stand between every two, they are relaxed.
#[derive(Clone, Copy, PartialEq)]
enum Strength {
    Plain(Ordering),
    Fences(Ordering),
}
use Strength::{Fences, Plain};

const ALL: [Strength; 5] =
    [Plain(Relaxed), Plain(AcqRel), Plain(SeqCst), Fences(AcqRel), Fences(SeqCst)];

/// All that is not `SeqCst`.
const UP_TO_ACQ_REL: &[Strength] = &[Plain(Relaxed), Plain(AcqRel), Fences(AcqRel)];
const RELAXED: &[Strength] = &[Plain(Relaxed)];
const NOTHING: &[Strength] = &[];

/// One program in every strength: which allow the weak outcome.
fn shape(
    all: &mut Vec<Litmus>,
    (name, outcome): (&'static str, &'static str),
    threads: &[&[Access]],
    is_weak: IsWeak,
    allowed: &[Strength],
) {
    for strength in ALL {
        let (orderings, order) = match strength {
            Plain(AcqRel) => ("release, acquire".into(), AcqRel),
            Plain(order) => (format!("{order:?}"), order),
            Fences(order) => (format!("{order:?} fences"), Relaxed),
        };
        let fence = match strength {
            Fences(order) => Some(Op::Fence(order)),
            Plain(_) => None,
        };
        let operation = |access: &Access| match *access {
            R(variable) => Op::Load(variable, load(order)),
            W(variable, value) => Op::Store(variable, value, store(order)),
        };
        let thread = |accesses: &&[Access]| -> Vec<Op> {
            let mut operations = vec![operation(&accesses[0])];
            for access in &accesses[1..] {
                operations.extend(fence);
                operations.push(operation(access));
            }
            operations
        };
        all.push(Litmus {
            name,
            orderings,
            outcome,
            program: threads.iter().map(thread).collect(),
            is_weak,
            allowed: allowed.contains(&strength),
        });
    }
}
