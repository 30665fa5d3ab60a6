//! rejected: assertion — too weak: the thread that votes last need not be done last
//! by: an_announced_result_has_every_vote, an_announced_result_shows_what_the_voters_did_before (data_race), no_ordering_is_stronger_than_needed

use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};

pub const CHOSEN: Orderings =
    Orderings { vote: AcqRel, done: Relaxed, announce: Release, look: Acquire, read: Relaxed };

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
        if self.missing.fetch_sub(1, self.with.done) == 1 {
            self.announced.store(true, self.with.announce);
        }
    }

    pub fn is_announced(&self) -> bool {
        self.announced.load(self.with.look)
    }

    pub fn result(&self) -> u32 {
        self.yes.load(self.with.read)
    }
}
