//! Runs a ballot with the chosen orderings, and with each table that is weaker in one place.
//!
//! Mistakes that a test can miss, and what finds them here:
//! - only one of several operations is tested: each of the five is weakened by itself, and each must be used
//!   (`the_ballot_uses_the_orderings_of_its_table`);
//! - only the votes are looked at, and not what came before them: `an_announced_result_shows_what_the_voters_did_before`,
//!   with a voter who says no;
//! - only small ballots: `nothing_is_announced_before_the_last_vote` has one of 257 voters.

use interleave::sync::atomic::{Ordering, Ordering::*};
use interleave::trace::Operation;
use interleave::{cell::Cell, thread};
use weakest::{Ballot, CHOSEN, Orderings};

/// Where each voter signs before voting. It is no atomic.
#[derive(Default)]
struct Register([Cell<bool>; 2]);

// SAFETY: the explorer checks every access to the cells, and reports two that nothing orders.
unsafe impl Sync for Register {}

/// Two threads vote yes, and main looks.
fn result(with: Orderings) {
    let ballot = Ballot::new(2, with);
    thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| ballot.vote(true));
        }
        if ballot.is_announced() {
            let yes = ballot.result();
            assert!(
                yes == 2,
                "too weak: the result of two yes votes is announced, but it reads {yes}"
            );
        }
    });
}

/// Two threads sign and vote, and main looks into the register.
fn register(with: Orderings) {
    let (ballot, register) = (Ballot::new(2, with), Register::default());
    thread::scope(|s| {
        for voter in 0..2 {
            let (ballot, register) = (&ballot, &register);
            s.spawn(move || {
                register.0[voter].set(true);
                ballot.vote(voter == 0);
            });
        }
        let Register(signed) = &register;
        if ballot.is_announced() {
            assert!(
                signed.iter().all(|signed| signed.get()),
                "too weak: the result is announced, but a signature from before the vote is missing"
            );
        }
    });
}

fn is_right(with: Orderings) -> bool {
    interleave::check(|| result(with)).holds() && interleave::check(|| register(with)).holds()
}

/// What an operation does, as far as orderings care.
#[derive(Clone, Copy)]
enum Kind {
    Load,
    Store,
    Both,
}

impl Kind {
    fn allows(self, ordering: Ordering) -> bool {
        match self {
            Kind::Load => matches!(ordering, Relaxed | Acquire | SeqCst),
            Kind::Store => matches!(ordering, Relaxed | Release | SeqCst),
            Kind::Both => true,
        }
    }

    /// The orderings that are weaker by one step.
    fn weaker(self, ordering: Ordering) -> &'static [Ordering] {
        match (self, ordering) {
            (Kind::Load, SeqCst) => &[Acquire],
            (Kind::Store, SeqCst) => &[Release],
            (Kind::Both, SeqCst) => &[AcqRel],
            (_, AcqRel) => &[Acquire, Release],
            (_, Acquire | Release) => &[Relaxed],
            _ => &[],
        }
    }
}

/// A field of the table: its name, what its operation does, and how to get at it.
type Field = (&'static str, Kind, fn(&mut Orderings) -> &mut Ordering);

const FIELDS: [Field; 5] = [
    ("vote", Kind::Both, |table| &mut table.vote),
    ("done", Kind::Both, |table| &mut table.done),
    ("announce", Kind::Store, |table| &mut table.announce),
    ("look", Kind::Load, |table| &mut table.look),
    ("read", Kind::Load, |table| &mut table.read),
];

/// The table with one ordering exchanged.
fn with(mut table: Orderings, field: &Field, ordering: Ordering) -> Orderings {
    *field.2(&mut table) = ordering;
    table
}

fn ordering(mut table: Orderings, field: &Field) -> Ordering {
    *field.2(&mut table)
}

#[test]
fn every_ordering_is_legal_for_its_operation() {
    for field in &FIELDS {
        let (name, kind, chosen) = (field.0, field.1, ordering(CHOSEN, field));
        let (what, can) = match kind {
            Kind::Load => ("a load", "Relaxed, Acquire or SeqCst"),
            Kind::Store => ("a store", "Relaxed, Release or SeqCst"),
            Kind::Both => ("a load and a store", "any ordering"),
        };
        assert!(
            kind.allows(chosen),
            "`{name}` is {what}: it can be {can}, but there is no {chosen:?} for it"
        );
    }
}

#[test]
fn an_announced_result_has_every_vote() {
    interleave::model(|| result(CHOSEN));
}

#[test]
fn an_announced_result_shows_what_the_voters_did_before() {
    interleave::model(|| register(CHOSEN));
}

#[test]
fn no_ordering_is_stronger_than_needed() {
    assert!(
        is_right(CHOSEN),
        "some ordering is too weak; this test only looks at tables that are right"
    );
    let mut found = String::new();
    for field in &FIELDS {
        let (name, chosen) = (field.0, ordering(CHOSEN, field));
        for weaker in field.1.weaker(chosen) {
            if is_right(with(CHOSEN, field, *weaker)) {
                found += &format!("\n  `{name}` is {chosen:?}, and {weaker:?} would do");
            }
        }
    }
    assert!(found.is_empty(), "right, but stronger than needed:{found}");
}

#[test]
fn the_ballot_uses_the_orderings_of_its_table() {
    let strong =
        Orderings { vote: SeqCst, done: SeqCst, announce: SeqCst, look: SeqCst, read: SeqCst };
    for field in &FIELDS {
        let run = interleave::replay("", || {
            let ballot = Ballot::new(1, with(strong, field, Relaxed));
            ballot.vote(true);
            (ballot.is_announced(), ballot.result())
        });
        assert_eq!(run.value, (true, 1), "the only voter said yes, and is the last");
        let fences = run.steps.iter().filter(|s| s.operation == Operation::Fence).count();
        assert!(fences == 0, "the table has no line for a fence, but the ballot has {fences}");
        let relaxed = run.steps.iter().filter(|s| s.ordering.as_deref() == Some("Relaxed")).count();
        let name = field.0;
        assert!(
            relaxed == 1,
            "the table has Relaxed for `{name}` and for nothing else, but the ballot takes {relaxed} Relaxed steps"
        );
    }
}

#[test]
fn nothing_is_announced_before_the_last_vote() {
    interleave::model(|| {
        let ballot = Ballot::new(3, CHOSEN);
        thread::scope(|s| {
            s.spawn(|| ballot.vote(true));
            ballot.vote(false);
            assert!(
                !ballot.is_announced(),
                "one of three voters has not voted, but the result is announced"
            );
        });
        ballot.vote(true);
        assert!(ballot.is_announced(), "all three have voted, but the result is not announced");
        assert!(ballot.result() == 2, "two of three have voted yes");
    });
    interleave::model(|| {
        let ballot = Ballot::new(257, CHOSEN);
        for voted in 0..257 {
            assert!(
                !ballot.is_announced(),
                "{voted} of 257 have voted, but the result is announced"
            );
            ballot.vote(true);
        }
        let result = ballot.result();
        assert!(
            ballot.is_announced() && result == 257,
            "257 of 257 voted yes, but it reads {result}"
        );
    });
}

#[test]
fn the_result_is_announced_once_all_have_voted() {
    interleave::model(|| {
        let ballot = Ballot::new(2, CHOSEN);
        thread::scope(|s| {
            for yes in [true, false] {
                let ballot = &ballot;
                s.spawn(move || ballot.vote(yes));
            }
        });
        let (announced, result) = (ballot.is_announced(), ballot.result());
        assert!(announced, "both voters are done, but the result is not announced");
        assert!(result == 1, "one of two voted yes, but the result reads {result}");
    });
}
