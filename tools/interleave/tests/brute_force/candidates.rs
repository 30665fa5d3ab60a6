//! Every way in which the reads of a program could get their values and its writes be ordered, before any
//! axiom has had its say.

use std::sync::atomic::Ordering::{self, *};

use crate::relation::Relation;
use crate::weak::{Op, Program, VARIABLES};

/// Where the threads' events begin: the first ones are the initial writes.
pub const FIRST: usize = VARIABLES;

#[derive(Clone, Copy, Debug)]
pub struct Event {
    pub thread: usize,
    /// Its place in its thread.
    pub number: usize,
    pub op: Op,
}

/// One candidate: who reads from whom, and the modification order of each variable.
pub struct Candidate<'a> {
    pub events: &'a [Event],
    pub sequenced: &'a Relation,
    /// The write that each event reads from.
    pub reads_from: Vec<Option<usize>>,
    /// For each variable its writes, the initial one first.
    pub modifications: [Vec<usize>; VARIABLES],
    pub read: Vec<u32>,
    pub wrote: Vec<u32>,
}

/// Calls `each` for every candidate in which the values agree and read-modify-writes are atomic.
pub fn candidates(program: &Program, each: &mut dyn FnMut(&Candidate<'_>)) {
    let initial =
        (0..FIRST).map(|v| Event { thread: usize::MAX, number: 0, op: Op::Store(v, 0, Relaxed) });
    let of_threads = program.iter().enumerate().flat_map(|(thread, ops)| {
        ops.iter().enumerate().map(move |(number, &op)| Event { thread, number, op })
    });
    let events: Vec<Event> = initial.chain(of_threads).collect();
    let mut sequenced = Relation::new();
    for (a, first) in events.iter().enumerate() {
        for (b, second) in events.iter().enumerate() {
            if first.thread == second.thread && first.number < second.number && a >= FIRST {
                sequenced.add(a, b);
            }
        }
    }
    let mut candidate = Candidate {
        events: &events,
        sequenced: &sequenced,
        reads_from: vec![None; events.len()],
        modifications: std::array::from_fn(|v| vec![v]),
        read: vec![0; events.len()],
        wrote: vec![0; events.len()],
    };
    order_writes(&mut candidate, FIRST, each);
}

/// Puts the writes from `at` on into their variable's modification order, in every way; an exchange may fail.
fn order_writes(candidate: &mut Candidate<'_>, at: usize, each: &mut dyn FnMut(&Candidate<'_>)) {
    let Some(event) = candidate.events.get(at).copied() else {
        if give_values(candidate) {
            choose_reads(candidate, FIRST, each);
        }
        return;
    };
    let Some(variable) = event.variable().filter(|_| event.may_write()) else {
        return order_writes(candidate, at + 1, each);
    };
    if matches!(event.op, Op::CompareExchange(..)) {
        order_writes(candidate, at + 1, each);
    }
    for place in 1..=candidate.modifications[variable].len() {
        candidate.modifications[variable].insert(place, at);
        order_writes(candidate, at + 1, each);
        candidate.modifications[variable].remove(place);
    }
}

/// Along the modification order every value is known: a read-modify-write reads the write just before it.
fn give_values(candidate: &mut Candidate<'_>) -> bool {
    for read in &mut candidate.reads_from {
        *read = None;
    }
    for variable in 0..VARIABLES {
        let order = &candidate.modifications[variable];
        candidate.wrote[order[0]] = 0;
        for pair in order.windows(2) {
            let (before, at) = (pair[0], pair[1]);
            let old = candidate.wrote[before];
            candidate.wrote[at] = match candidate.events[at].op {
                Op::Store(_, new, _) | Op::Swap(_, new, _) => new,
                Op::FetchAdd(_, more, _) => old + more,
                Op::CompareExchange(_, (expected, new), ..) if old == expected => new,
                Op::CompareExchange(..) => return false,
                _ => unreachable!("only writes are ordered"),
            };
            if candidate.events[at].may_read() {
                candidate.reads_from[at] = Some(before);
                candidate.read[at] = old;
            }
        }
    }
    true
}

/// Lets the reads from `at` on, which write nothing, read from every write in turn.
fn choose_reads(candidate: &mut Candidate<'_>, at: usize, each: &mut dyn FnMut(&Candidate<'_>)) {
    let Some(event) = candidate.events.get(at).copied() else {
        return each(candidate);
    };
    let Some(variable) = event.variable().filter(|_| event.may_read()) else {
        return choose_reads(candidate, at + 1, each);
    };
    if candidate.writes(at) {
        return choose_reads(candidate, at + 1, each);
    }
    for i in 0..candidate.modifications[variable].len() {
        let write = candidate.modifications[variable][i];
        let value = candidate.wrote[write];
        if matches!(event.op, Op::CompareExchange(_, (expected, _), ..) if expected == value) {
            continue;
        }
        // A loop that waits ends with a look that found something.
        if matches!(event.op, Op::Await(..)) && value == 0 {
            continue;
        }
        candidate.reads_from[at] = Some(write);
        candidate.read[at] = value;
        choose_reads(candidate, at + 1, each);
    }
    candidate.reads_from[at] = None;
}

impl Event {
    pub fn variable(&self) -> Option<usize> {
        match self.op {
            Op::Load(v, _)
            | Op::Await(v, _)
            | Op::Store(v, ..)
            | Op::Swap(v, ..)
            | Op::FetchAdd(v, ..)
            | Op::CompareExchange(v, ..) => Some(v),
            _ => None,
        }
    }

    fn may_write(&self) -> bool {
        self.variable().is_some() && !matches!(self.op, Op::Load(..) | Op::Await(..))
    }

    pub fn may_read(&self) -> bool {
        self.variable().is_some() && !matches!(self.op, Op::Store(..))
    }

    pub fn is_cell(&self) -> bool {
        matches!(self.op, Op::CellReadIf(_) | Op::CellWriteIf(_))
    }
}

impl Candidate<'_> {
    /// Whether the event is a write here: an exchange may have failed.
    pub fn writes(&self, event: usize) -> bool {
        self.place(event).is_some()
    }

    /// Its place in the modification order.
    pub fn place(&self, event: usize) -> Option<usize> {
        let variable = self.events[event].variable()?;
        self.modifications[variable].iter().position(|&write| write == event)
    }

    pub fn order(&self, event: usize) -> Ordering {
        match self.events[event].op {
            Op::Load(_, order)
            | Op::Await(_, order)
            | Op::Store(_, _, order)
            | Op::Swap(_, _, order)
            | Op::FetchAdd(_, _, order)
            | Op::Fence(order) => order,
            Op::CompareExchange(_, _, success, failure) => {
                if self.writes(event) {
                    success
                } else {
                    failure
                }
            }
            Op::CellReadIf(_) | Op::CellWriteIf(_) => Relaxed,
        }
    }

    /// What each thread read, in order, and what the variables end with.
    pub fn outcome(&self, threads: usize) -> Vec<Vec<u32>> {
        let mut outcome = vec![Vec::new(); threads + 1];
        for (at, event) in self.events.iter().enumerate().skip(FIRST) {
            if event.may_read() {
                outcome[event.thread].push(self.read[at]);
            }
        }
        let newest = |order: &Vec<usize>| self.wrote[*order.last().expect("the initial write")];
        outcome[threads] = self.modifications.iter().map(newest).collect();
        outcome
    }

    /// Whether the cell is accessed, which depends on what the thread read last, and whether it is written.
    pub fn access(&self, event: usize) -> Option<bool> {
        let me = self.events[event];
        let last = (FIRST..event)
            .rev()
            .filter(|&e| self.events[e].thread == me.thread && self.events[e].may_read())
            .map(|e| self.read[e])
            .next()
            .unwrap_or(0);
        match me.op {
            Op::CellReadIf(value) => (last == value).then_some(false),
            Op::CellWriteIf(value) => value.is_none_or(|value| last == value).then_some(true),
            _ => None,
        }
    }
}
