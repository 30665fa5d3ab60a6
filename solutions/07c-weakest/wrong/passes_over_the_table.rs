//! rejected: assertion — the table is all Relaxed, and the code has orderings of its own
//! by: the_ballot_uses_the_orderings_of_its_table

use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};

pub const CHOSEN: Orderings =
    Orderings { vote: Relaxed, done: Relaxed, announce: Relaxed, look: Relaxed, read: Relaxed };

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orderings {
    pub vote: Ordering,
    pub done: Ordering,
    pub announce: Ordering,
    pub look: Ordering,
    pub read: Ordering,
}

pub struct Ballot {
    yes: AtomicU32,
    missing: AtomicU32,
    announced: AtomicBool,
}

impl Ballot {
    pub const fn new(voters: u32, _: Orderings) -> Ballot {
        Ballot {
            yes: AtomicU32::new(0),
            missing: AtomicU32::new(voters),
            announced: AtomicBool::new(false),
        }
    }

    pub fn vote(&self, yes: bool) {
        if yes {
            self.yes.fetch_add(1, Relaxed);
        }
        if self.missing.fetch_sub(1, AcqRel) == 1 {
            self.announced.store(true, Release);
        }
    }

    pub fn is_announced(&self) -> bool {
        self.announced.load(Acquire)
    }

    pub fn result(&self) -> u32 {
        self.yes.load(Relaxed)
    }
}
