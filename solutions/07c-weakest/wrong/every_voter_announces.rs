//! rejected: assertion — each voter stores whether it was the last, and a slow one takes the announcement back
//! by: the_result_is_announced_once_all_have_voted

use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};

/// The orderings that this ballot is to use.
pub const CHOSEN: Orderings = Orderings {
    // Relaxed: adding is one step, so no yes is lost; `done` hands it on.
    vote: Relaxed,
    // Release: hands this voter's yes to those who are done later. Acquire: takes over the others', so that the last
    // one can hand on all of them.
    done: AcqRel,
    // Release: pairs with `look`.
    announce: Release,
    // Acquire: pairs with `announce`.
    look: Acquire,
    // Relaxed: whoever has looked has acquired every yes.
    read: Relaxed,
};

/// One ordering for each operation of a [`Ballot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orderings {
    /// A yes is counted (`fetch_add`).
    pub vote: Ordering,
    /// A voter is done, and learns how many were missing (`fetch_sub`).
    pub done: Ordering,
    /// The last voter says that the result is there (a store).
    pub announce: Ordering,
    /// Somebody looks whether it is there (a load).
    pub look: Ordering,
    /// Somebody reads it (a load).
    pub read: Ordering,
}

/// A vote on one question.
pub struct Ballot {
    with: Orderings,
    yes: AtomicU32,
    missing: AtomicU32,
    announced: AtomicBool,
}

impl Ballot {
    /// A ballot of so many voters. It is a parameter which orderings it uses, so that others can be tried.
    pub const fn new(voters: u32, with: Orderings) -> Ballot {
        Ballot {
            with,
            yes: AtomicU32::new(0),
            missing: AtomicU32::new(voters),
            announced: AtomicBool::new(false),
        }
    }

    /// Votes. Each voter calls this once. The last one announces the result.
    pub fn vote(&self, yes: bool) {
        if yes {
            self.yes.fetch_add(1, self.with.vote);
        }
        self.announced.store(self.missing.fetch_sub(1, self.with.done) == 1, self.with.announce);
    }

    /// Whether the result is there. Whoever is told so sees everything that each voter had done before voting, and
    /// all the votes.
    pub fn is_announced(&self) -> bool {
        self.announced.load(self.with.look)
    }

    /// How many have voted yes. It only counts if the result is announced.
    pub fn result(&self) -> u32 {
        self.yes.load(self.with.read)
    }
}
