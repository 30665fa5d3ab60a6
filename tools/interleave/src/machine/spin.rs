//! Waiting by looking again: a thread that re-reads what has not changed is let go only when it has.
//!
//! Otherwise every spin loop would make the search endless. A loop says that it spins with `spin_loop` or
//! `yield_now`; one that does not is noticed after [`PATIENCE`] identical reads.
//!
//! But a loop may also give up after so many looks. So a spinner may go although nothing has changed: it then
//! looks again and again, alone, until it does something else. That is one more branch of the search. A loop that
//! has not given up after [`ROUNDS`] looks is taken for one that never does, and remembered as such.

use std::panic::Location;

use crate::machine::execution::Execution;
use crate::machine::object::State;
use crate::machine::pending::{ObjectId, Pending};
use crate::trace::Operation;

/// After how many identical reads in a row a loop without a hint is taken for a spin loop.
const PATIENCE: u32 = 4;

/// What a thread sees of a lock: that somebody holds it, or that it was free.
pub(crate) const HELD: u64 = 1;
/// See [`HELD`].
pub(crate) const FREE: u64 = 0;

/// A loop that does not give up after so many looks is taken for one that never does.
const ROUNDS: u32 = 128;

/// What a thread has read since it last did something that others can see.
#[derive(Default)]
pub(crate) struct Reads {
    seen: Vec<Seen>,
    /// What it waits for a change of, if it is spinning.
    watched: Vec<Seen>,
    /// Says what the thread has read so far, so that a loop is known again.
    history: u64,
    /// In the memory phase: the object of which it goes on reading this old store until it gives up.
    stubborn: Option<(ObjectId, u32)>,
    /// How many looks repeated the one before without a hint between them.
    pub(crate) unhinted: u64,
    hinted: bool,
}

/// A thread looks again although nothing has changed, and nobody else goes until it has given up.
pub(crate) struct Burst {
    thread: usize,
    /// What the thread had read before: by this the loop is known.
    history: u64,
    looks: u32,
    /// The operation that each round begins with.
    first: Option<Pending>,
    /// How many steps there were before, and how many turns; and how often the thread's last step looked.
    steps: usize,
    turns: usize,
    last: Option<(usize, usize)>,
}

/// One thing that was read: an atomic's store, by its place, or a lock's last writing holder, by number.
#[derive(Clone, Copy)]
struct Seen {
    location: &'static Location<'static>,
    object: ObjectId,
    mark: u64,
    value: u64,
    count: u32,
    /// Read since the last hint: part of the present round of the loop.
    fresh: bool,
}

impl Reads {
    /// Called when the thread asks for its next operation.
    pub(crate) fn before(&mut self, request: &Pending) {
        if request.operation.is_drop() {
            // Nobody waits before giving something back.
            return;
        }
        if !self.looks(request) {
            // Whatever it does next, it does not look again.
            self.watched.clear();
            self.stubborn = None;
        }
        if self.is_watching() {
            return;
        }
        let tired = self.seen.iter().any(|seen| {
            seen.count >= PATIENCE
                && seen.object == request.object
                && same_place(seen.location, request.location)
        });
        if tired {
            // What was read once before the loop is no part of it, and would wake it for ever once it changes.
            let looping = |seen: &&Seen| seen.count + 1 >= PATIENCE;
            self.watched = self.seen.iter().filter(looping).copied().collect();
        }
    }

    /// The thread says that it is spinning.
    pub(crate) fn hint(&mut self) {
        self.hinted = true;
        if self.seen.iter().any(|seen| seen.fresh) {
            // What was read before the loop is no part of it, and would wake it for ever once it changes.
            self.seen.retain(|seen| seen.fresh);
            self.watched.clone_from(&self.seen);
            self.seen.iter_mut().for_each(|seen| seen.fresh = false);
        }
    }

    /// The thread read something and changed nothing.
    ///
    /// Returns true when it is the same as the last time round of a loop.
    pub(crate) fn saw(
        &mut self,
        location: &'static Location<'static>,
        object: ObjectId,
        mark: impl Into<u64>,
        value: u64,
    ) -> bool {
        let mark = mark.into();
        self.watched.clear();
        let hinted = std::mem::take(&mut self.hinted);
        let old = self
            .seen
            .iter_mut()
            .find(|seen| seen.object == object && same_place(seen.location, location));
        match old {
            Some(seen) if seen.value == value => {
                seen.count += 1;
                seen.mark = mark;
                seen.fresh = true;
                self.unhinted += u64::from(!hinted);
                // Looking twice may be meant; three times is a loop.
                hinted || seen.count > 2
            }
            Some(seen) => {
                *seen = Seen { location, object, mark, value, count: 1, fresh: true };
                false
            }
            None => {
                self.seen.push(Seen { location, object, mark, value, count: 1, fresh: true });
                false
            }
        }
    }

    /// The thread took a lock: what it knew of it is out of date, and it has stopped waiting for it.
    pub(crate) fn took(&mut self, lock: ObjectId) {
        self.seen.retain(|seen| seen.object != lock || seen.value != HELD);
        self.watched.clear();
    }

    /// The thread did something that others can see: it is not spinning.
    pub(crate) fn acted(&mut self) {
        self.seen.clear();
        self.watched.clear();
        self.stubborn = None;
        self.hinted = false;
    }

    /// Whether the operation repeats a look, or comes between two: a sleep, or a fence, which others do not see.
    pub(crate) fn looks(&self, request: &Pending) -> bool {
        let between = matches!(request.operation, Operation::Sleep | Operation::Fence);
        (between && !self.seen.is_empty())
            || self.seen.iter().any(|seen| {
                seen.object == request.object && same_place(seen.location, request.location)
            })
    }

    pub(crate) fn is_watching(&self) -> bool {
        !self.watched.is_empty()
    }

    pub(crate) fn watches(&self, object: ObjectId) -> bool {
        self.watched.iter().any(|seen| seen.object == object)
    }

    /// Whether re-reading the store at that place would teach the thread nothing.
    pub(crate) fn is_old_news(&self, object: ObjectId, place: u64) -> bool {
        self.watched.iter().any(|seen| {
            seen.object == object
                && place <= seen.mark
                && (self.watched.len() == 1 || seen.count >= 2)
        })
    }

    /// Adds a step to the history: where, and what was learned there.
    pub(crate) fn remember(&mut self, location: &'static Location<'static>, value: u64) {
        // FNV-1a over words: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
        let words = [location.line().into(), location.column().into(), value];
        for word in words {
            self.history = (self.history ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    pub(crate) fn history(&self) -> u64 {
        self.history
    }

    /// The old store of this object that it has chosen to go on reading.
    pub(crate) fn clings_to(&self, object: ObjectId) -> Option<u32> {
        self.stubborn.filter(|stubborn| stubborn.0 == object).map(|stubborn| stubborn.1)
    }

    pub(crate) fn cling_to(&mut self, object: ObjectId, store: u32) {
        self.stubborn = Some((object, store));
    }

    /// What the thread spins on: the object and the value that it keeps reading.
    pub(crate) fn spins_on(&self) -> Option<(ObjectId, u64)> {
        self.watched.last().map(|seen| (seen.object, seen.value))
    }
}

impl Execution {
    /// Whether the thread spins on values of which none has changed.
    pub(crate) fn still_spinning(&self, thread: usize) -> bool {
        let reads = &self.threads[thread].reads;
        reads.is_watching() && !reads.watched.iter().any(|s| self.changed(s))
    }

    /// Whether the loop that the thread is in is known to have no end of its own.
    pub(crate) fn spins_for_ever(&self, thread: usize) -> bool {
        self.endless.contains(&(thread, self.threads[thread].reads.history))
    }

    /// The thread looks again without a change, until it gives up. The turns behind `turns` are part of that.
    pub(crate) fn begin_burst(&mut self, thread: usize, turns: usize) {
        let state = &self.threads[thread];
        let (history, first) = (state.reads.history, state.pending);
        let steps = self.steps.len();
        let last = self.steps.iter().rposition(|step| step.thread == thread);
        let last = last.map(|index| (index, self.steps[index].spins));
        self.burst = Some(Burst { thread, history, looks: 0, first, steps, turns, last });
    }

    /// The thread that goes on looking, if there is one.
    pub(crate) fn go_on_looking(&mut self) -> Option<usize> {
        let burst = self.burst.as_mut()?;
        let thread = burst.thread;
        let state = &self.threads[thread];
        let looks = |p: &&Pending| !state.done && state.reads.looks(p);
        let Some(pending) = state.pending.as_ref().filter(looks) else {
            self.burst = None;
            self.driver.spinner_gives_up();
            return None;
        };
        let first = burst.first.get_or_insert(*pending);
        let is_round = first.operation == pending.operation
            && first.object == pending.object
            && first.wait == pending.wait
            && same_place(first.location, pending.location);
        // From the loop that it began in it may have got into an inner one, and then it never comes back to `first`.
        let is_elsewhere = burst.looks >= 2 * ROUNDS;
        let ends = burst.looks >= ROUNDS && (is_round || is_elsewhere);
        if ends && state.reads.is_watching() {
            self.never_gives_up();
            return None;
        }
        burst.looks += 1;
        Some(thread)
    }

    /// The loop that was looked into is remembered, and the execution goes on as if nobody had looked.
    fn never_gives_up(&mut self) {
        let Some(burst) = self.burst.take() else { return };
        self.endless.insert((burst.thread, burst.history));
        self.threads[burst.thread].reads.history = burst.history;
        self.threads[burst.thread].reads.stubborn = None;
        self.forget_looks(&burst);
        self.driver.skip();
    }

    /// Looks that led nowhere are no part of the story.
    fn forget_looks(&mut self, burst: &Burst) {
        let mentioned = self.objects.iter().any(|object| match &object.state {
            State::Cell(cell) => cell.accesses().any(|access| access.step >= burst.steps),
            _ => false,
        });
        // A cell that was read under a lock, in each round, knows by which step.
        if !mentioned {
            self.steps.truncate(burst.steps);
        }
        self.turns.truncate(burst.turns);
        if let Some((index, spins)) = burst.last {
            self.steps[index].spins = spins;
        }
    }

    fn changed(&self, seen: &Seen) -> bool {
        if let Some(thread) = crate::machine::pending::ended_thread(seen.object) {
            return seen.value == 0 && self.threads[thread].done;
        }
        match &self.objects[seen.object as usize].state {
            // An exchange that puts back what was there is no change: two spinners would wake each other for ever.
            State::Atomic(atomic) if self.in_memory_phase() => {
                atomic.since(seen.mark + 1).any(|store| atomic.store(store).value != seen.value)
            }
            State::Atomic(atomic) => atomic.value() != seen.value,
            State::Mutex(mutex) if seen.value == HELD => mutex.holder.is_none(),
            State::Mutex(mutex) => u64::from(mutex.version) != seen.mark,
            state => state.has_changed(seen.mark, seen.value),
        }
    }
}

fn same_place(a: &'static Location<'static>, b: &'static Location<'static>) -> bool {
    std::ptr::eq(a, b) || a == b
}
