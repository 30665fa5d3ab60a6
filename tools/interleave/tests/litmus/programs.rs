//! The litmus tests that everybody knows, with the allowed that the literature gives them.
//!
//! Most are from Alglave, Maranget and Tautschnig, "Herding Cats" (TOPLAS 2014), and from Lahav et al.,
//! "Repairing Sequential Consistency in C/C++11" (PLDI 2017), whose repair C++20 adopted.

use std::sync::atomic::Ordering::{self, *};

use crate::weak::{Op, Program, load, store};

/// A program, the outcome that tells memory models apart, and who may show it.
pub struct Litmus {
    pub name: &'static str,
    pub orderings: String,
    /// The weak outcome in words.
    pub outcome: &'static str,
    pub program: Program,
    /// The weak outcome, told from what each thread read and, last of all, the values at the end.
    pub is_weak: IsWeak,
    /// Whether C++20 allows the weak outcome.
    pub allowed: bool,
}

impl Litmus {
    /// Whether the memory phase explores the weak outcome: all that is allowed, but for load buffering.
    pub fn is_explored(&self) -> bool {
        self.allowed && self.name != "LB"
    }
}

type IsWeak = fn(&[Vec<u32>]) -> bool;

const X: usize = 0;
const Y: usize = 1;
const Z: usize = 2;

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

/// Every litmus test in every strength.
pub fn all() -> Vec<Litmus> {
    let mut all = Vec::new();
    two_variables(&mut all);
    causality(&mut all);
    one_sided(&mut all);
    read_modify_writes(&mut all);
    // One program's rows stand together, in the order in which the programs come up.
    let names: Vec<_> = all.iter().map(|litmus| litmus.name).collect();
    all.sort_by_key(|litmus| names.iter().position(|&name| name == litmus.name));
    all
}

/// The shapes of two threads, with one variable or two.
fn two_variables(all: &mut Vec<Litmus>) {
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
fn causality(all: &mut Vec<Litmus>) {
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

/// Where the two sides differ, or one of them is missing.
fn one_sided(all: &mut Vec<Litmus>) {
    let writer = |order| vec![Op::Store(X, 1, Relaxed), Op::Store(Y, 1, order)];
    let reader = |order| vec![Op::Load(Y, order), Op::Load(X, Relaxed)];
    let fenced_writer =
        vec![Op::Store(X, 1, Relaxed), Op::Fence(Release), Op::Store(Y, 1, Relaxed)];
    let fenced_reader = vec![Op::Load(Y, Relaxed), Op::Fence(Acquire), Op::Load(X, Relaxed)];
    let mut mp = |orderings, threads, allowed| {
        single(all, ("MP", orderings), "the flag, but not the data", threads, stale_data, allowed);
    };
    mp("release only", vec![writer(Release), reader(Relaxed)], true);
    mp("acquire only", vec![writer(Relaxed), reader(Acquire)], true);
    mp("release and acquire of the flag", vec![writer(Release), reader(Acquire)], false);
    mp("release fence, acquire", vec![fenced_writer.clone(), reader(Acquire)], false);
    mp("release, acquire fence", vec![writer(Release), fenced_reader.clone()], false);
    mp("release fence, acquire fence", vec![fenced_writer.clone(), fenced_reader], false);
    mp("release fence only", vec![fenced_writer, reader(Relaxed)], true);
    let strong_writer = vec![Op::Store(X, 1, SeqCst), Op::Store(Y, 1, Relaxed)];
    let strong_reader = vec![Op::Load(Y, Relaxed), Op::Load(X, SeqCst)];
    mp("SeqCst data, relaxed flag", vec![strong_writer, strong_reader], true);

    let lb = |read, write| {
        vec![
            vec![Op::Load(X, read), Op::Store(Y, 1, write)],
            vec![Op::Load(Y, read), Op::Store(X, 1, write)],
        ]
    };
    let mut early = |orderings, program| {
        let both: IsWeak = |o| o[0] == [1] && o[1] == [1];
        single(all, ("LB", orderings), "both read 1", program, both, true);
    };
    early("acquire only", lb(Acquire, Relaxed));
    early("release only", lb(Relaxed, Release));

    let sb = |write, read| {
        vec![
            vec![Op::Store(X, 1, write), Op::Load(Y, read)],
            vec![Op::Store(Y, 1, write), Op::Load(X, read)],
        ]
    };
    let mut buffered = |orderings, program, allowed| {
        single(all, ("SB", orderings), "both read 0", program, both_0, allowed);
    };
    buffered("SeqCst stores, acquire", sb(SeqCst, Acquire), true);
    buffered("release, SeqCst loads", sb(Release, SeqCst), true);
    let mut lopsided = sb(Relaxed, Relaxed);
    lopsided[0].insert(1, Op::Fence(SeqCst));
    buffered("one SeqCst fence", lopsided, true);
    let mut mixed = sb(SeqCst, SeqCst);
    mixed[0] = vec![Op::Store(X, 1, Relaxed), Op::Fence(SeqCst), Op::Load(Y, Relaxed)];
    buffered("SeqCst against a SeqCst fence", mixed, false);

    let iriw = |write, read| {
        vec![
            vec![Op::Store(X, 1, write)],
            vec![Op::Store(Y, 1, write)],
            vec![Op::Load(X, read), Op::Load(Y, read)],
            vec![Op::Load(Y, read), Op::Load(X, read)],
        ]
    };
    let mut two_orders = |orderings, program, allowed| {
        let weak = |o: &[Vec<u32>]| o[2] == [1, 0] && o[3] == [1, 0];
        single(all, ("IRIW", orderings), "two readers see two orders", program, weak, allowed);
    };
    two_orders("SeqCst stores, acquire", iriw(SeqCst, Acquire), true);
    two_orders("release, SeqCst loads", iriw(Release, SeqCst), false);

    // A fence speaks for what another thread did, too, if that happened before it.
    let program = vec![
        vec![Op::Store(X, 1, Relaxed), Op::Store(Y, 1, Release)],
        vec![Op::Load(Y, Acquire), Op::Fence(SeqCst), Op::Load(Z, Relaxed)],
        vec![Op::Store(Z, 1, Relaxed), Op::Fence(SeqCst), Op::Load(X, Relaxed)],
    ];
    let weak: IsWeak = |o| o[1] == [1, 0] && o[2] == [0];
    let outcome = "the reader sees 1 and 0, the other 0";
    single(all, ("W+RWC", "a message, then SeqCst fences"), outcome, program, weak, false);

    // To have happened before is not enough to come first in the single order, if only an acquire says so.
    let program = vec![
        vec![Op::Store(X, 1, SeqCst)],
        vec![Op::Load(X, Acquire), Op::Load(Y, SeqCst)],
        vec![Op::Store(Y, 1, SeqCst), Op::Load(X, SeqCst)],
    ];
    let weak: IsWeak = |o| o[1] == [1, 0] && o[2] == [0];
    let outcome = "the reader sees 1 and 0, the other 0";
    single(all, ("RWC", "SeqCst, but the first load acquires"), outcome, program, weak, true);

    // Mixed with weaker accesses, the single order of `SeqCst` operations need not agree with happens-before.
    let program = vec![
        vec![Op::Store(X, 1, SeqCst), Op::Store(Y, 1, Release)],
        vec![Op::FetchAdd(Y, 1, SeqCst), Op::Load(Y, Relaxed)],
        vec![Op::Store(Y, 3, SeqCst), Op::Load(X, SeqCst)],
    ];
    let weak: IsWeak = |o| o[1] == [1, 3] && o[2] == [0];
    let name = ("Z6.U", "SeqCst and release mixed");
    single(all, name, "against happens-before: 1, 3 and 0", program, weak, true);
}

/// Read-modify-writes: nothing comes between their two halves, and they continue release sequences.
fn read_modify_writes(all: &mut Vec<Litmus>) {
    let add = || vec![Op::FetchAdd(X, 1, Relaxed)];
    let twice: IsWeak = |o| o[0] == o[1];
    single(
        all,
        ("RMW", "Relaxed"),
        "two additions read the same",
        vec![add(), add()],
        twice,
        false,
    );
    let exchange = || vec![Op::CompareExchange(X, (0, 1), Relaxed, Relaxed)];
    let program = vec![exchange(), exchange()];
    single(all, ("CAS", "Relaxed"), "both exchanges succeed", program, twice, false);
    // Both come after the store of 1, and one of them before it in modification order: there it finds 0.
    let behind =
        |new| vec![Op::Load(Y, Relaxed), Op::CompareExchange(X, (0, new), Relaxed, Relaxed)];
    let writer = vec![Op::Store(X, 1, Relaxed), Op::Store(Y, 1, Relaxed)];
    let program = vec![writer, behind(2), behind(3)];
    let weak: IsWeak = |o| o[1] == [1, 3] && o[2] == [1, 0];
    let name = ("CAS", "Relaxed, behind a flag");
    single(all, name, "one succeeds, and the other sees that", program, weak, true);
    let program = vec![vec![Op::Swap(X, 1, Relaxed)], vec![Op::Store(X, 2, Relaxed)]];
    let lost: IsWeak = |o| o[0] == [2] && o[2][X] == 2;
    single(
        all,
        ("RMW", "Relaxed, and a store"),
        "swap read what comes later",
        program,
        lost,
        false,
    );
    let program = vec![
        vec![Op::FetchAdd(X, 10, Relaxed)],
        vec![Op::Store(X, 1, Relaxed), Op::Load(X, Relaxed)],
    ];
    let torn: IsWeak = |o| o[0] == [0] && o[1] == [11];
    single(all, ("RMW", "Relaxed, store and load"), "added to another value", program, torn, false);

    let writer = vec![Op::Store(X, 1, Relaxed), Op::Store(Y, 1, Release)];
    let reader = vec![Op::Load(Y, Acquire), Op::Load(X, Relaxed)];
    let stale: IsWeak = |o| o[1].iter().all(|&read| read == 1) && o[2] == [11, 0];
    let mut sequence = |orderings, writer: Vec<Op>, middle, allowed| {
        let program = vec![writer, middle, reader.clone()];
        single(all, ("RelSeq", orderings), "11, but not the data", program, stale, allowed);
    };
    sequence(
        "relaxed fetch_add by another",
        writer.clone(),
        vec![Op::FetchAdd(Y, 10, Relaxed)],
        false,
    );
    let copy = vec![Op::Load(Y, Relaxed), Op::Store(Y, 11, Relaxed)];
    sequence("relaxed store by another", writer.clone(), copy, true);
    // C++11 would have let a store of the same thread go on with it; C++20 does not.
    let again = [writer, vec![Op::Store(Y, 11, Relaxed)]].concat();
    sequence("relaxed store by the same", again, vec![], true);

    single(
        all,
        ("SB", "fetch_add(1) as a fence"),
        "both read 0",
        exchange_as_a_fence(1),
        both_0,
        false,
    );
}

/// Read-modify-writes of one variable are ordered, so they can stand in for fences; also if they change nothing.
pub fn exchange_as_a_fence(add: u32) -> Program {
    let side = |mine, other| {
        let middle = Op::FetchAdd(Z, add, AcqRel);
        vec![Op::Store(mine, 1, Relaxed), middle, Op::Load(other, Relaxed)]
    };
    vec![side(X, Y), side(Y, X)]
}

/// Whether the last read of both sides found nothing.
pub fn both_0(o: &[Vec<u32>]) -> bool {
    o[0].last() == Some(&0) && o[1].last() == Some(&0)
}

fn stale_data(o: &[Vec<u32>]) -> bool {
    o[1] == [1, 0]
}

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

/// One program as it is: whether C++20 allows its weak outcome.
fn single(
    all: &mut Vec<Litmus>,
    (name, orderings): (&'static str, &str),
    outcome: &'static str,
    program: Program,
    is_weak: IsWeak,
    allowed: bool,
) {
    all.push(Litmus { name, orderings: orderings.into(), outcome, program, is_weak, allowed });
}
