//! A thread of the running execution, as the explorer sees it; what it panicked with, and the turns that it took.

use std::panic::Location;
use std::ptr;

use crate::machine::clock::{Clock, Knowledge};
use crate::machine::loops::Place;
use crate::machine::memory::StaleRead;
use crate::machine::reads::Reads;
use crate::machine::request::{ObjectId, Request};
use crate::machine::timed_waits::Sleep;

#[derive(Default)]
pub(crate) struct ThreadState {
    pub(crate) name: Option<String>,
    pub(crate) pending: Option<Request>,
    pub(crate) done: bool,
    pub(crate) knowledge: Knowledge,
    /// What its last release fence publishes with later relaxed stores.
    pub(crate) released: Knowledge,
    pub(crate) has_released: bool,
    /// The store that it read last: of which atomic, which one, and whether it acquired what that store published.
    pub(crate) learned: Option<(ObjectId, u32, bool)>,
    /// What its relaxed loads would have learned: an acquire fence makes it known.
    pub(crate) unacquired: Knowledge,
    pub(crate) reads: Reads,
    /// How many steps there were when it last came to each place where it must yield to others: see `loops`.
    pub(crate) rounds: Vec<(Place, usize)>,
    /// The old stores that it has read since then. A loop doesn't read one again at the same place, because
    /// every thread sees a store sooner or later.
    pub(crate) stale_reads: Vec<StaleRead>,
    /// If its next operation is on an atomic: how many stores that had when the thread asked.
    pub(crate) asked_at: u32,
    /// In a box, because few threads have one.
    pub(crate) token: Option<Box<Knowledge>>,
    /// Other threads that might have dropped the last handle of an `Arc` instead: what they had done by then, and
    /// whether the value is still being dropped.
    pub(crate) owes: Option<Box<Clock>>,
    pub(crate) destroys: u32,
    /// How often it has looked at a count since its last step.
    pub(crate) looks: u32,
    pub(crate) sleep: Sleep,
    /// Since which step it has been waiting for what it asked for.
    pub(crate) waiting_since: Option<usize>,
    pub(crate) failed_spuriously: bool,
    pub(crate) panic: Option<PanicNote>,
    pub(crate) panicked: bool,
    pub(crate) joined: bool,
    /// The thread that it joined last, if that one had panicked.
    pub(crate) passes_on: Option<usize>,
    /// Whether `is_finished` has been called since it ended.
    pub(crate) seen_ended: bool,
    pub(crate) start: Option<Box<dyn FnOnce()>>,
    pub(crate) yielder: *const Yielder,
}

impl ThreadState {
    /// Resets this to a thread that has yet to start, and knows nothing. It reuses the lists of a thread that has
    /// ended.
    pub(crate) fn begin(
        &mut self,
        name: Option<String>,
        start: Box<dyn FnOnce()>,
        request: Request,
    ) {
        // Every field is named, so that none is forgotten.
        let ThreadState {
            name: named,
            pending,
            done,
            knowledge,
            released,
            has_released,
            learned,
            unacquired,
            reads,
            rounds,
            stale_reads,
            asked_at,
            token,
            owes,
            destroys,
            looks,
            sleep,
            waiting_since,
            failed_spuriously,
            panic,
            panicked,
            joined,
            passes_on,
            seen_ended,
            start: body,
            yielder,
        } = self;
        (*named, *pending, *body) = (name, Some(request), Some(start));
        (*done, *panicked, *joined, *seen_ended) = (false, false, false, false);
        (*panic, *passes_on, *waiting_since, *yielder) = (None, None, None, ptr::null());
        (*has_released, *failed_spuriously, *learned) = (false, false, None);
        (*token, *owes) = (None, None);
        (*asked_at, *destroys, *looks) = (0, 0, 0);
        *sleep = Sleep::default();
        for knowledge in [knowledge, released, unacquired] {
            knowledge.clear();
        }
        reads.forget_all();
        rounds.clear();
        stale_reads.clear();
    }

    /// Gives the thread, which was spawned there, what its parent knows.
    pub(crate) fn knows_what_its(
        &mut self,
        parent: &ThreadState,
        location: &'static Location<'static>,
    ) {
        self.knowledge.clone_from(&parent.knowledge);
        self.owes.clone_from(&parent.owes);
        self.reads.remember(location, parent.reads.history());
    }
}

pub(crate) type Yielder = corosensei::Yielder<(), ()>;

/// What the panic hook saw.
#[derive(Clone)]
pub(crate) struct PanicNote {
    pub(crate) message: String,
    pub(crate) file: String,
    pub(crate) line: u32,
    /// The thread whose panic caused this one, and that panic: the thread was just joined, or it poisoned a lock
    /// and had not been joined. It is kept as it was then, because a thread that catches its panic may panic again.
    pub(crate) comes_of: Option<Box<(usize, PanicNote)>>,
}

impl PanicNote {
    /// A panic of which only the message is known.
    pub(crate) fn without_place(message: &str) -> Self {
        PanicNote { message: message.into(), file: String::new(), line: 0, comes_of: None }
    }

    /// Whether the panic only passes on what `join` returned.
    pub(crate) fn is_about_join(&self) -> bool {
        self.message.ends_with(": Any { .. }")
    }

    /// Whether the panic only says that another came before, under a lock.
    pub(crate) fn is_about_poison(&self) -> bool {
        self.message.contains("PoisonError")
    }
}

/// A turn: a thread was picked.
#[derive(Clone, Copy)]
pub(crate) struct Turn {
    pub(crate) thread: usize,
    /// How many steps had been taken by then.
    pub(crate) from: usize,
    /// Which alternatives its step took; see [`Schedule`](crate::Schedule).
    pub(crate) alternatives: Alternatives,
}

/// The alternatives of one step: no step has more than two.
#[derive(Clone, Copy, Default)]
pub(crate) struct Alternatives {
    count: usize,
    chosen: [usize; 2],
}

impl Alternatives {
    pub(crate) fn push(&mut self, chosen: usize) {
        if let Some(slot) = self.chosen.get_mut(self.count) {
            *slot = chosen;
            self.count += 1;
        }
    }

    /// Without the ordinary ones at the end, which need not be written.
    pub(crate) fn as_slice(&self) -> &[usize] {
        let used = (0..self.count).rev().find(|&i| self.chosen[i] > 0).map_or(0, |i| i + 1);
        &self.chosen[..used]
    }
}
