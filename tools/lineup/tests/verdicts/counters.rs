//! Counters: a right one, the same as a decoy, and three wrong ones.

#[path = "right/one_step.rs"]
mod one_step;
#[path = "wrong/two_steps.rs"]
mod one_step_too;

use interleave::sync::atomic::AtomicU32;
use interleave::sync::atomic::Ordering::SeqCst;
use lineup::Candidate;
use lineup::Role::{Decoy, Right, Wrong};

pub trait Counter: Sync {
    fn add_one(&self);
    fn total(&self) -> u32;
}

pub type New = fn() -> Box<dyn Counter>;

pub const COUNTERS: [Candidate<New>; 10] = [
    Candidate { group: "right", name: "one_step", role: Right, new: one_step },
    Candidate { group: "decoy", name: "decoy", role: Decoy, new: one_step_too },
    Candidate { group: "wrong", name: "forgets", role: Wrong("forgets to add"), new: forgets },
    Candidate {
        group: "wrong",
        name: "two_steps",
        role: Wrong("another thread may come between its load and its store"),
        new: two_steps,
    },
    Candidate {
        group: "wrong",
        name: "full",
        role: Wrong(
            "is full at three, which the next two hundred and fifty-three calls of `add_one` can't change",
        ),
        new: full,
    },
    // Smaller groups, which are told in other words.
    Candidate { group: "two-right", name: "one_step", role: Right, new: one_step },
    Candidate { group: "two-right", name: "decoy", role: Decoy, new: one_step_too },
    Candidate { group: "two-wrong", name: "forgets", role: Wrong("forgets to add"), new: forgets },
    Candidate { group: "two-wrong", name: "full", role: Wrong("is full at three"), new: full },
    Candidate { group: "one-wrong", name: "forgets", role: Wrong("forgets to add"), new: forgets },
];

impl Counter for one_step::Counter {
    fn add_one(&self) {
        self.add_one();
    }

    fn total(&self) -> u32 {
        self.total()
    }
}

fn one_step() -> Box<dyn Counter> {
    Box::new(one_step::Counter::default())
}

impl Counter for one_step_too::Counter {
    fn add_one(&self) {
        self.add_one();
    }

    fn total(&self) -> u32 {
        self.total()
    }
}

fn one_step_too() -> Box<dyn Counter> {
    Box::new(one_step_too::Counter::default())
}

/// Wrong in one way: what is added to this total.
struct Adds {
    total: AtomicU32,
    add: fn(&AtomicU32),
}

impl Counter for Adds {
    fn add_one(&self) {
        (self.add)(&self.total);
    }

    fn total(&self) -> u32 {
        self.total.load(SeqCst)
    }
}

fn adds(add: fn(&AtomicU32)) -> Box<dyn Counter> {
    Box::new(Adds { total: AtomicU32::new(0), add })
}

fn forgets() -> Box<dyn Counter> {
    adds(|_| {})
}

fn two_steps() -> Box<dyn Counter> {
    adds(|total| total.store(total.load(SeqCst) + 1, SeqCst))
}

fn full() -> Box<dyn Counter> {
    adds(|total| _ = total.fetch_update(SeqCst, SeqCst, |total| (total < 3).then_some(total + 1)))
}
