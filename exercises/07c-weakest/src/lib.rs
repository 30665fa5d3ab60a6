//! A ballot with all its orderings in one table.

use interleave::sync::atomic::{
    AtomicBool, AtomicU32, Ordering,
    Ordering::{Relaxed, SeqCst},
};

/// The orderings that this ballot uses.
// TODO: make each as weak as it can be while the ballot stays right. Nothing else has to change.
pub const CHOSEN: Orderings =
    Orderings { vote: SeqCst, done: Relaxed, announce: SeqCst, look: Relaxed, read: Relaxed };

/// One ordering for each operation of a [`Ballot`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orderings {
    /// A yes is counted (`fetch_add`).
    pub vote: Ordering,
    /// A voter is done, and learns how many votes were missing (`fetch_sub`).
    pub done: Ordering,
    /// The last voter announces the result (a store).
    pub announce: Ordering,
    /// A thread checks whether it has been announced (a load).
    pub look: Ordering,
    /// A thread reads the result (a load).
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
    /// A ballot of `voters` voters. The orderings are a parameter, so that the tests can try others.
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
        if self.missing.fetch_sub(1, self.with.done) == 1 {
            self.announced.store(true, self.with.announce);
        }
    }

    /// Whether the result is announced. If it is, the caller also sees all the votes, and everything that each voter
    /// did before voting.
    pub fn is_announced(&self) -> bool {
        self.announced.load(self.with.look)
    }

    /// How many voted yes. It only counts if the result is announced.
    pub fn result(&self) -> u32 {
        self.yes.load(self.with.read)
    }
}
