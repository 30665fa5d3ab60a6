//! What a thread has read since it last changed anything: this is how waiting loops are recognised.
//!
//! A *look* is an operation of a waiting loop that reads something and changes nothing, such as a load or an
//! exchange that fails.
//!
//! A loop is recognised by its round. If a thread has hinted that it spins and loops back to a look, then
//! everything that it has read since it was last there is the round, however long: the thread waits until one of
//! these values changes. Without a hint, the look must have been the same [`PATIENCE`] times.

use std::mem::take;
use std::panic::Location;

use crate::machine::request::{ObjectId, Request};
use crate::trace::Operation;

/// How many identical reads in a row make a loop without a hint a spin loop.
const PATIENCE: u32 = 4;

/// How many hints in a row, without a step in between, make a loop one that only yields.
const IDLE_HINTS: u32 = 1_000;

/// What a thread sees of a lock: that it is held, or that it was free.
pub(crate) const HELD: u64 = 1;
/// See [`HELD`].
pub(crate) const FREE: u64 = 0;

/// What a thread has read since it last did something that other threads can see.
#[derive(Default)]
pub(crate) struct Reads {
    /// What it found at each place, in the order of its last looks there.
    seen: Vec<Seen>,
    /// The looks of its round, if it is spinning: it waits until one of their values changes.
    watched: Vec<Seen>,
    /// A hash of what the thread has read so far, by which a loop is recognised.
    history: u64,
    /// In the memory phase: an atomic, and the old store of it that the thread keeps reading until it gives up.
    stubborn: Option<(ObjectId, u32)>,
    /// How many looks repeated the one before without a hint between them.
    pub(crate) unhinted: u64,
    /// How many of its hints came after a look.
    hints: u32,
    /// Whether it has looked since the last hint.
    has_looked: bool,
    /// How many hints there were since its last step.
    idle_hints: u32,
}

/// One thing that was read: an atomic's store, by its timestamp, or a lock's last writing holder, by number.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) location: &'static Location<'static>,
    pub(super) object: ObjectId,
    pub(super) mark: u64,
    pub(super) value: u64,
    /// How many times in a row the look found this value.
    count: u32,
    /// How many hints there had been by then.
    hints: u32,
}

impl Reads {
    /// Called when the thread asks for its next operation: checks whether it loops back to an earlier look.
    pub(crate) fn before(&mut self, request: &Request) {
        if request.operation.is_drop() {
            // A thread doesn't wait before it gives something back.
            return;
        }
        self.watched.clear();
        if is_between_looks(request) && !self.seen.is_empty() {
            if !self.has_looked {
                self.watch_round(self.seen.len());
            }
            return;
        }
        let Some(index) = self.place_of(request) else {
            // Whatever the thread does next, it isn't a look that it has taken before.
            self.stubborn = None;
            return;
        };
        let look = self.seen[index];
        if look.hints < self.hints {
            self.watch_round(index);
        } else if look.count >= PATIENCE {
            // A value that was read once before the loop isn't part of it. If it changed, it would wake the loop
            // forever.
            let looping = |seen: &&Seen| seen.count + 1 >= PATIENCE;
            self.watched.extend(self.seen.iter().filter(looping));
        }
    }

    /// Watches the round: the reads from that look on, and at least those since the hint before the last one.
    fn watch_round(&mut self, from: usize) {
        let in_round =
            |(index, seen): &(usize, &Seen)| *index >= from || seen.hints + 1 >= self.hints;
        let round = self.seen.iter().enumerate().filter(in_round).map(|(_, seen)| *seen);
        self.watched.extend(round);
    }

    /// Notes that the thread says it is spinning. Returns true if it has said so very often, and done nothing else.
    pub(crate) fn hint(&mut self) -> bool {
        self.hints += u32::from(take(&mut self.has_looked));
        self.idle_hints += 1;
        self.idle_hints > IDLE_HINTS
    }

    /// Notes that the thread read something and changed nothing.
    ///
    /// Returns true if the look found the same in the last round of a loop.
    pub(crate) fn saw(
        &mut self,
        location: &'static Location<'static>,
        object: ObjectId,
        mark: impl Into<u64>,
        value: u64,
    ) -> bool {
        let (mark, hints) = (mark.into(), self.hints);
        self.watched.clear();
        self.has_looked = true;
        self.idle_hints = 0;
        let look = Seen { location, object, mark, value, count: 1, hints };
        let Some(index) = self.index_of(location, object) else {
            self.seen.push(look);
            return false;
        };
        // The look comes last now.
        self.seen[index..].rotate_left(1);
        let old = self.seen.last_mut().expect("it was found");
        if old.value != value {
            *old = look;
            return false;
        }
        let (count, hinted) = (old.count + 1, old.hints < hints);
        *old = Seen { count, ..look };
        self.unhinted += u64::from(!hinted);
        // Two looks may be deliberate; three are a loop.
        hinted || count > 2
    }

    /// Notes that the thread acquired a lock. What it knew about the lock is out of date, and it has stopped
    /// waiting.
    pub(crate) fn took(&mut self, lock: ObjectId) {
        self.seen.retain(|seen| seen.object != lock || seen.value != HELD);
        self.watched.clear();
    }

    /// Notes that the thread did something that other threads can see: it isn't spinning.
    pub(crate) fn makes_progress(&mut self) {
        self.seen.clear();
        self.watched.clear();
        self.stubborn = None;
        self.has_looked = false;
    }

    /// Resets everything, but keeps the capacity of the lists.
    pub(crate) fn forget_all(&mut self) {
        let (mut seen, mut watched) = (take(&mut self.seen), take(&mut self.watched));
        seen.clear();
        watched.clear();
        *self = Reads { seen, watched, ..Reads::default() };
    }

    /// Whether the operation repeats a look, or comes between two.
    pub(crate) fn looks(&self, request: &Request) -> bool {
        self.last_look(request).is_some()
    }

    /// Returns what the thread found when it last took this look. The inner option is `None` if the operation comes
    /// between two looks.
    pub(super) fn last_look(&self, request: &Request) -> Option<Option<&Seen>> {
        match self.place_of(request) {
            Some(index) => Some(Some(&self.seen[index])),
            None if is_between_looks(request) && !self.seen.is_empty() => Some(None),
            None => None,
        }
    }

    pub(crate) fn is_watching(&self) -> bool {
        !self.watched.is_empty()
    }

    pub(super) fn watched(&self) -> &[Seen] {
        &self.watched
    }

    pub(crate) fn watches(&self, object: ObjectId) -> bool {
        self.watched.iter().any(|seen| seen.object == object)
    }

    /// Whether re-reading the store with that timestamp would teach the thread nothing.
    pub(crate) fn is_old_news(&self, object: ObjectId, timestamp: u64) -> bool {
        self.watched.iter().any(|seen| {
            seen.object == object
                && timestamp <= seen.mark
                && (self.watched.len() == 1 || seen.count >= 2)
        })
    }

    /// Adds a step to the history: its place, and what the thread learned there.
    pub(crate) fn remember(&mut self, location: &'static Location<'static>, value: u64) {
        self.idle_hints = 0;
        // FNV-1a over words: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
        let words = [location.line().into(), location.column().into(), value];
        for word in words {
            self.history = (self.history ^ word).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    pub(crate) fn history(&self) -> u64 {
        self.history
    }

    /// Returns to an earlier history: forgets the looks since then.
    pub(super) fn go_back_to(&mut self, history: u64) {
        self.history = history;
        self.stubborn = None;
    }

    /// The old store of this atomic that the thread has chosen to keep reading.
    pub(crate) fn clings_to(&self, object: ObjectId) -> Option<u32> {
        self.stubborn.filter(|stubborn| stubborn.0 == object).map(|stubborn| stubborn.1)
    }

    pub(super) fn is_stubborn(&self) -> bool {
        self.stubborn.is_some()
    }

    pub(crate) fn cling_to(&mut self, object: ObjectId, store: u32) {
        self.stubborn = Some((object, store));
    }

    /// What the thread spins on: for each look of a round the place, the object, and the value that it keeps reading.
    pub(crate) fn spins_on(
        &self,
    ) -> impl DoubleEndedIterator<Item = (&'static Location<'static>, ObjectId, u64)> + Clone {
        self.watched.iter().map(|seen| (seen.location, seen.object, seen.value))
    }

    fn place_of(&self, request: &Request) -> Option<usize> {
        self.index_of(request.location, request.object)
    }

    fn index_of(&self, location: &'static Location<'static>, object: ObjectId) -> Option<usize> {
        let here = |seen: &Seen| seen.object == object && same_place(seen.location, location);
        self.seen.iter().rposition(here)
    }
}

/// Whether the operation is a sleep or a fence, which other threads don't see.
fn is_between_looks(request: &Request) -> bool {
    matches!(request.operation, Operation::Sleep | Operation::Fence)
}

fn same_place(a: &'static Location<'static>, b: &'static Location<'static>) -> bool {
    // Most places differ in their lines, so the names of their files are rarely compared.
    std::ptr::eq(a, b) || (a.line() == b.line() && a.column() == b.column() && a.file() == b.file())
}
