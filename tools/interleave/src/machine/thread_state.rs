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
    /// What its last release fence hands on with later relaxed stores.
    pub(crate) released: Knowledge,
    pub(crate) has_released: bool,
    /// The store that it has read last, of which atomic, and whether it acquired what that handed on.
    pub(crate) learned: Option<(ObjectId, u32, bool)>,
    /// What its relaxed loads would have learned: an acquire fence makes it known.
    pub(crate) unacquired: Knowledge,
    pub(crate) reads: Reads,
    /// How many steps there were when it last came to each place where it has to let others go: see `loops`.
    pub(crate) rounds: Vec<(Place, usize)>,
    /// The old stores that it has read since then: a loop does not read one again at the same place, for a store is
    /// seen by everybody sooner or later.
    pub(crate) stale_reads: Vec<StaleRead>,
    /// Where its next operation is on an atomic: how many stores that had when it asked.
    pub(crate) asked_at: u32,
    /// In a box, as what few threads have.
    pub(crate) token: Option<Box<Knowledge>>,
    /// Others that might have dropped the last handle of an `Arc` instead: what they had done by then, and whether the
    /// value is still being dropped.
    pub(crate) owes: Option<Box<Clock>>,
    pub(crate) destroys: u32,
    /// How often it has looked at a count since its last step.
    pub(crate) looks: u32,
    pub(crate) sleep: Sleep,
    /// Since which step it has been waiting for what it has asked for.
    pub(crate) waiting_since: Option<usize>,
    pub(crate) failed_spuriously: bool,
    pub(crate) panic: Option<PanicNote>,
    pub(crate) panicked: bool,
    pub(crate) joined: bool,
    /// The thread that it joined last, if that one had panicked.
    pub(crate) passes_on: Option<usize>,
    /// Whether somebody has asked since it ended.
    pub(crate) seen_ended: bool,
    pub(crate) start: Option<Box<dyn FnOnce()>>,
    pub(crate) yielder: *const Yielder,
}

impl ThreadState {
    /// Has yet to start, and to know anything. One that has ended in an earlier execution leaves it its lists.
    pub(crate) fn begin(
        &mut self,
        name: Option<String>,
        start: Box<dyn FnOnce()>,
        request: Request,
    ) {
        // By name, so that none is forgotten.
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

    /// It was spawned there, by a thread that knows this.
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
    /// The thread whose panic this one comes of, and that panic: the thread was just joined, or it poisoned a lock and
    /// had not been joined. It is kept as it was then, because a thread that catches its panic may panic again.
    pub(crate) comes_of: Option<Box<(usize, PanicNote)>>,
}

impl PanicNote {
    /// A panic of which nothing is known but that.
    pub(crate) fn without_place(message: &str) -> Self {
        PanicNote { message: message.into(), file: String::new(), line: 0, comes_of: None }
    }

    /// The panic only passes on what `join` returned.
    pub(crate) fn is_about_join(&self) -> bool {
        self.message.ends_with(": Any { .. }")
    }

    /// The panic only says that another came before, under a lock.
    pub(crate) fn is_about_poison(&self) -> bool {
        self.message.contains("PoisonError")
    }
}

/// A thread was picked.
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
