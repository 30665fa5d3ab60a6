//! rejected: assertion — the table is all Relaxed, and fences do what it does not say
//! by: the_ballot_uses_the_orderings_of_its_table

use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{Acquire, Relaxed, Release},
    fence,
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
    with: Orderings,
    yes: AtomicU32,
    missing: AtomicU32,
    announced: AtomicBool,
}

impl Ballot {
    pub const fn new(voters: u32, with: Orderings) -> Ballot {
        Ballot {
            with,
            yes: AtomicU32::new(0),
            missing: AtomicU32::new(voters),
            announced: AtomicBool::new(false),
        }
    }

    pub fn vote(&self, yes: bool) {
        if yes {
            self.yes.fetch_add(1, self.with.vote);
        }
        fence(Release);
        if self.missing.fetch_sub(1, self.with.done) == 1 {
            fence(Acquire);
            fence(Release);
            self.announced.store(true, self.with.announce);
        }
    }

    pub fn is_announced(&self) -> bool {
        let announced = self.announced.load(self.with.look);
        fence(Acquire);
        announced
    }

    pub fn result(&self) -> u32 {
        self.yes.load(self.with.read)
    }
}
