//! The programs that are tried as they are: with two sides that differ, and with read-modify-writes.

use std::sync::atomic::Ordering::*;

use super::{IsWeak, Litmus, X, Y, Z, both_0};
use crate::weak::{Op, Program};

/// Where the two sides differ, or one of them is missing.
pub fn one_sided(all: &mut Vec<Litmus>) {
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
pub fn read_modify_writes(all: &mut Vec<Litmus>) {
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

fn stale_data(o: &[Vec<u32>]) -> bool {
    o[1] == [1, 0]
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
