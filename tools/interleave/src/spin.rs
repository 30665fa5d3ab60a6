//! Waiting by looking again: a thread that re-reads what has not changed is let go only when it has.
//!
//! Otherwise every spin loop would make the search endless. A loop says that it spins with `spin_loop` or
//! `yield_now`; one that does not is noticed after [`PATIENCE`] identical reads.

use std::panic::Location;

use crate::execution::Execution;
use crate::object::State;
use crate::pending::{ObjectId, Pending};

/// After how many identical reads in a row a loop without a hint is taken for a spin loop.
const PATIENCE: u32 = 12;

/// What a thread sees of a lock: that somebody holds it, or that it was free.
pub(crate) const HELD: u64 = 1;
/// See [`HELD`].
pub(crate) const FREE: u64 = 0;

/// How often a spinner may look again although nobody else can go on: a loop that gives up after a
/// hundred looks must be able to give up.
const ROUNDS: u32 = 200;

/// What a thread has read since it last did something that others can see.
#[derive(Default)]
pub(crate) struct Reads {
    seen: Vec<Seen>,
    /// What it waits for a change of, if it is spinning.
    watched: Vec<Seen>,
    /// How many rounds it has been let go without a change.
    rounds: u32,
    released: bool,
}

/// One thing that was read: an atomic's store, or a lock's last writing holder.
#[derive(Clone, Copy)]
struct Seen {
    location: &'static Location<'static>,
    object: ObjectId,
    store: u32,
    value: u64,
    count: u32,
    /// Read since the last hint: part of the present round of the loop.
    fresh: bool,
}

impl Reads {
    /// Called when the thread asks for its next operation.
    pub(crate) fn before(&mut self, request: &Pending) {
        let tired = self.seen.iter().any(|seen| {
            seen.count >= PATIENCE
                && seen.object == request.object
                && same_place(seen.location, request.location)
        });
        if tired && self.watched.is_empty() {
            // What was read once before the loop is no part of it, and would wake it for ever once it changes.
            let looping = |seen: &&Seen| seen.count + 1 >= PATIENCE;
            self.watched = self.seen.iter().filter(looping).copied().collect();
        }
    }

    /// The thread says that it is spinning.
    pub(crate) fn hint(&mut self) {
        if self.seen.iter().any(|seen| seen.fresh) {
            // What was read before the loop is no part of it, and would wake it for ever once it changes.
            self.seen.retain(|seen| seen.fresh);
            self.watched.clone_from(&self.seen);
            self.seen.iter_mut().for_each(|seen| seen.fresh = false);
        }
    }

    /// The thread read something and changed nothing.
    ///
    /// Returns true when it is the same as the last time round.
    pub(crate) fn saw(
        &mut self,
        location: &'static Location<'static>,
        object: ObjectId,
        store: u32,
        value: u64,
    ) -> bool {
        self.watched.clear();
        self.released = false;
        let old = self
            .seen
            .iter_mut()
            .find(|seen| seen.object == object && same_place(seen.location, location));
        match old {
            Some(seen) if seen.value == value => {
                seen.count += 1;
                seen.store = store;
                seen.fresh = true;
                true
            }
            Some(seen) => {
                *seen = Seen { location, object, store, value, count: 1, fresh: true };
                self.rounds = 0;
                false
            }
            None => {
                self.seen.push(Seen { location, object, store, value, count: 1, fresh: true });
                false
            }
        }
    }

    /// The thread took a lock: what it knew of it is out of date, and it has stopped waiting for it.
    pub(crate) fn took(&mut self, lock: ObjectId) {
        self.seen.retain(|seen| seen.object != lock || seen.value != HELD);
        self.watched.clear();
        self.released = false;
    }

    /// The thread did something that others can see: it is not spinning.
    pub(crate) fn acted(&mut self) {
        self.seen.clear();
        self.watched.clear();
        self.rounds = 0;
        self.released = false;
    }

    pub(crate) fn is_watching(&self) -> bool {
        !self.watched.is_empty()
    }

    pub(crate) fn watches(&self, object: ObjectId) -> bool {
        self.watched.iter().any(|seen| seen.object == object)
    }

    /// Whether re-reading store number `store` would teach the thread nothing.
    pub(crate) fn is_old_news(&self, object: ObjectId, store: u32) -> bool {
        self.watched.iter().any(|seen| {
            seen.object == object
                && store <= seen.store
                && (self.watched.len() == 1 || seen.count >= 2)
        })
    }

    /// Whether it is worth while to let the thread look although nothing has changed.
    pub(crate) fn may_look_again(&self) -> bool {
        self.is_watching() && self.rounds < ROUNDS
    }

    pub(crate) fn rounds(&self) -> u32 {
        self.rounds
    }

    pub(crate) fn look_again(&mut self) {
        self.rounds += 1;
        self.released = true;
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
        reads.is_watching() && !reads.released && !reads.watched.iter().any(|s| self.changed(s))
    }

    fn changed(&self, seen: &Seen) -> bool {
        if let Some(thread) = crate::pending::ended_thread(seen.object) {
            return seen.value == 0 && self.threads[thread].done;
        }
        match &self.objects[seen.object as usize].state {
            // An exchange that puts back what was there is no change: two spinners would wake each other for ever.
            State::Atomic(atomic) if self.in_memory_phase() => {
                atomic.stores[seen.store as usize + 1..].iter().any(|s| s.value != seen.value)
            }
            State::Atomic(atomic) => atomic.value() != seen.value,
            State::Mutex(mutex) if seen.value == HELD => mutex.holder.is_none(),
            State::Mutex(mutex) => mutex.version != seen.store,
            state => state.has_changed(seen.store, seen.value),
        }
    }
}

fn same_place(a: &'static Location<'static>, b: &'static Location<'static>) -> bool {
    std::ptr::eq(a, b) || a == b
}
