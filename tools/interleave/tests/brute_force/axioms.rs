//! The memory model of C++20 as axioms over candidate executions: [intro.races], [atomics.order],
//! [atomics.fences].

use std::collections::BTreeSet;
use std::sync::atomic::Ordering::*;

use crate::candidates::{Candidate, FIRST, candidates};
use crate::relation::Relation;
use crate::weak::{Op, Program};

pub type Outcome = Vec<Vec<u32>>;

/// What a program may end with, under models from the weakest to the strongest.
#[derive(Default, Debug)]
pub struct Allowed {
    /// C++20.
    pub standard: BTreeSet<Outcome>,
    /// The same without reads of what is written later, which is load buffering: what the memory phase promises.
    pub causal: BTreeSet<Outcome>,
    /// How many executions these are, told apart by what each read reads and by the modification orders.
    pub causal_executions: u64,
    /// Interleavings: what the order phase promises.
    pub sequential: BTreeSet<Outcome>,
    /// Whether the cell can be raced for in such a run, and in an interleaving.
    pub race: bool,
    pub sequential_race: bool,
}

pub fn allowed(program: &Program) -> Allowed {
    let mut allowed = Allowed::default();
    candidates(program, &mut |candidate| judge(candidate, program.len(), &mut allowed));
    allowed
}

fn judge(c: &Candidate<'_>, threads: usize, allowed: &mut Allowed) {
    let count = c.events.len();
    let reads_from = reads_from(c);
    let mut before = Relation::new();
    for initial in 0..FIRST {
        for event in FIRST..count {
            before.add(initial, event);
        }
    }
    let synchronizes = synchronizes_with(c);
    let happens_before = c.sequenced.or(&synchronizes).or(&before).closure();
    let coherence = coherence_ordered_before(c, &reads_from);
    // Irreflexive happens-before; and nothing happens before what it is coherence-ordered after.
    let incoherent = |a: usize, b: usize| happens_before.has(a, b) && coherence.has(b, a);
    let pairs = || (0..count).flat_map(|a| (0..count).map(move |b| (a, b)));
    if pairs().any(|(a, b)| incoherent(a, b) || (a == b && happens_before.has(a, a))) {
        return;
    }
    let single = single_order(c, &happens_before, &coherence, &synchronizes);
    if !single.is_acyclic() {
        return;
    }
    allowed.standard.insert(c.outcome(threads));
    let causality = c.sequenced.or(&reads_from);
    if !causality.is_acyclic() {
        return;
    }
    let race = races(c, &happens_before);
    allowed.race |= race;
    allowed.causal.insert(c.outcome(threads));
    allowed.causal_executions += 1;
    if c.sequenced.or(&coherence).is_acyclic() {
        allowed.sequential_race |= race;
        allowed.sequential.insert(c.outcome(threads));
    }
}

fn reads_from(c: &Candidate<'_>) -> Relation {
    let mut relation = Relation::new();
    for (reader, write) in c.reads_from.iter().enumerate() {
        if let &Some(write) = write {
            relation.add(write, reader);
        }
    }
    relation
}

fn modification_order(c: &Candidate<'_>) -> Relation {
    let mut relation = Relation::new();
    for order in &c.modifications {
        for (place, &a) in order.iter().enumerate() {
            for &b in &order[place + 1..] {
                relation.add(a, b);
            }
        }
    }
    relation
}

/// [atomics.order] p3: read from, overwritten by, or overwriting what was read.
fn coherence_ordered_before(c: &Candidate<'_>, reads_from: &Relation) -> Relation {
    let mut relation = reads_from.or(&modification_order(c));
    for (reader, write) in c.reads_from.iter().enumerate() {
        let Some(write) = *write else { continue };
        let order = &c.modifications[c.events[write].variable().expect("a write has one")];
        let place = c.place(write).expect("what is read was written");
        for &later in order[place + 1..].iter().filter(|&&later| later != reader) {
            relation.add(reader, later);
        }
    }
    relation.closure()
}

/// [atomics.order] p2 and [atomics.fences]: a release operation or fence, and an acquire one.
fn synchronizes_with(c: &Candidate<'_>) -> Relation {
    let mut relation = Relation::new();
    let fence = |event: usize| matches!(c.events[event].op, Op::Fence(_));
    let releases = |event: usize| matches!(c.order(event), Release | AcqRel | SeqCst);
    let acquires = |event: usize| matches!(c.order(event), Acquire | AcqRel | SeqCst);
    for reader in FIRST..c.events.len() {
        let Some(write) = c.reads_from[reader] else {
            continue;
        };
        let mut targets: Vec<usize> = (FIRST..c.events.len())
            .filter(|&f| fence(f) && acquires(f) && c.sequenced.has(reader, f))
            .collect();
        if acquires(reader) {
            targets.push(reader);
        }
        for head in heads(c, write) {
            let mut sources: Vec<usize> = (FIRST..c.events.len())
                .filter(|&f| fence(f) && releases(f) && c.sequenced.has(f, head))
                .collect();
            if releases(head) {
                sources.push(head);
            }
            for &source in &sources {
                for &target in &targets {
                    relation.add(source, target);
                }
            }
        }
    }
    relation
}

/// The writes whose release sequence a write is part of: itself and, through read-modify-writes, those before.
fn heads(c: &Candidate<'_>, write: usize) -> Vec<usize> {
    let mut heads = vec![write];
    while let Some(before) = c.reads_from[heads[heads.len() - 1]] {
        heads.push(before);
    }
    heads
}

/// [atomics.order] p4: what the single order of `SeqCst` operations and fences has to agree with.
fn single_order(
    c: &Candidate<'_>,
    happens_before: &Relation,
    coherence: &Relation,
    synchronizes: &Relation,
) -> Relation {
    let count = c.events.len();
    let strong: Vec<usize> = (FIRST..count).filter(|&e| c.order(e) == SeqCst).collect();
    let is_fence = |event: usize| matches!(c.events[event].op, Op::Fence(_));
    let strongly = strongly_happens_before(c, happens_before, synchronizes);
    let mut single = Relation::new();
    for &x in &strong {
        for &y in strong.iter().filter(|&&y| y != x) {
            // Each side is the operation itself, or a fence with the operation behind or before it.
            let from = |a: usize| a == x || (is_fence(x) && happens_before.has(x, a));
            let to = |b: usize| b == y || (is_fence(y) && happens_before.has(b, y));
            let ordered = (0..count)
                .filter(|&a| from(a))
                .any(|a| (0..count).any(|b| to(b) && coherence.has(a, b)));
            if strongly.has(x, y) || ordered {
                single.add(x, y);
            }
        }
    }
    single
}

/// [intro.races] p12.
fn strongly_happens_before(
    c: &Candidate<'_>,
    happens_before: &Relation,
    synchronizes: &Relation,
) -> Relation {
    let count = c.events.len();
    let mut strongly = *c.sequenced;
    let strong = |event: usize| c.order(event) == SeqCst;
    for a in FIRST..count {
        for b in FIRST..count {
            let both = synchronizes.has(a, b) && strong(a) && strong(b);
            let between = (FIRST..count)
                .filter(|&x| c.sequenced.has(a, x))
                .any(|x| (FIRST..count).any(|y| happens_before.has(x, y) && c.sequenced.has(y, b)));
            if both || between {
                strongly.add(a, b);
            }
        }
    }
    strongly.closure()
}

fn races(c: &Candidate<'_>, happens_before: &Relation) -> bool {
    let count = c.events.len();
    let accesses: Vec<(usize, bool)> = (FIRST..count)
        .filter(|&e| c.events[e].is_cell())
        .filter_map(|e| Some((e, c.access(e)?)))
        .collect();
    accesses.iter().any(|&(a, writes)| {
        accesses.iter().any(|&(b, also)| {
            c.events[a].thread != c.events[b].thread
                && (writes || also)
                && !happens_before.has(a, b)
                && !happens_before.has(b, a)
        })
    })
}
