//! The single order of all `SeqCst` operations and fences: which accesses would leave no room for one.
//!
//! C++20 asks for an order that all threads agree on (\[atomics.order] p4). It need not be the order in which the
//! operations were carried out. But if an operation happens before another, or comes before it in the coherence
//! order of some variable, then it must come before it in the single order, too. Such an order exists as long as
//! these demands form no cycle.
//!
//! The next access only follows what was there, unless it misses newer stores, or comes before them in
//! modification order. So only such an access can close a cycle, and it is enough to check before each of them.
//!
//! A thread's own `SeqCst` operations must come in program order. So for each thread, only the last one that must
//! come before an operation matters, and the first one that must come after it. A vector clock that counts them
//! says what must come before an operation by any number of demands.

#[cfg(test)]
mod by_definition;
#[cfg(test)]
mod tests;
mod trail;

use crate::machine::clock::{Clock, MAX_THREADS};
use crate::machine::request::{NO_OBJECT, ObjectId};
use crate::machine::sc_order::trail::Trail;

/// What the single order must agree with, as far as the execution has come.
#[derive(Default)]
pub(crate) struct ScOrder {
    /// What came before the first `SeqCst` operation: until there is one, nothing need be computed.
    early: Vec<Event>,
    has_begun: bool,
    threads: Vec<Strong>,
    /// By object.
    trails: Vec<Trail>,
    #[cfg(test)]
    by_definition: by_definition::ScOrder,
}

/// A thread's `SeqCst` operations and fences. They are counted from one, so that zero means none.
#[derive(Default)]
struct Strong {
    /// When each was carried out, by the thread's own clock.
    times: Vec<u32>,
    /// For each, how many of each thread must come before whatever comes after it, itself included.
    past: Vec<Clock>,
    /// The fences among them: the rank of each, and what has happened before whatever follows it.
    fences: Vec<(u32, Clock)>,
}

/// An atomic access, or a fence.
#[derive(Clone, Copy)]
pub(crate) struct Event {
    pub(crate) thread: usize,
    pub(crate) object: ObjectId,
    /// The timestamps of the store that it read and of the one that it added.
    pub(crate) read: Option<u64>,
    pub(crate) wrote: Option<u64>,
    pub(crate) is_strong: bool,
    /// What had happened before the thread came to it, and what has happened before whatever follows it.
    pub(crate) before: Clock,
    pub(crate) after: Clock,
}

/// For each thread, the first of its `SeqCst` operations that must come later.
type Later = [u32; MAX_THREADS];

/// No operation of this thread must come later.
const NONE: u32 = u32::MAX;

impl Event {
    fn is_fence(&self) -> bool {
        self.object == NO_OBJECT
    }

    fn time(&self) -> u32 {
        self.after.of(self.thread)
    }

    /// Its position in the coherence order of its variable (\[atomics.order] p3): each store, then its readers.
    ///
    /// An access that reads one store and adds another counts as the one that it adds: nothing comes between the
    /// two.
    fn stage(&self) -> u64 {
        match (self.wrote, self.read) {
            (Some(timestamp), _) => 2 * timestamp,
            (None, read) => 2 * read.unwrap_or(0) + 1,
        }
    }
}

impl ScOrder {
    /// Whether there is still such an order if this access is carried out.
    pub(crate) fn allows(&self, access: &Event) -> bool {
        let allowed = self.has_room_for(access);
        #[cfg(test)]
        assert_eq!(allowed, self.by_definition.allows(access));
        allowed
    }

    fn has_room_for(&self, access: &Event) -> bool {
        let Some(missed) = self.missed_by(access) else { return true };
        let mut earlier = self.fences_before(access);
        if access.is_strong {
            earlier.join(&self.before(access));
        }
        !reaches(&missed, &self.past_of(&earlier))
    }

    /// Notes that the event has been carried out.
    pub(crate) fn add(&mut self, event: Event) {
        #[cfg(test)]
        self.by_definition.add(event);
        if !self.has_begun && !event.is_strong {
            self.early.push(event);
            return;
        }
        self.has_begun = true;
        for early in std::mem::take(&mut self.early) {
            self.take_in(&early);
        }
        self.take_in(&event);
    }

    fn take_in(&mut self, event: &Event) {
        let missed = self.missed_by(event);
        let mut speaks_for = self.fences_before(event);
        let mut rank = 0;
        if event.is_strong {
            let mut past = self.past_of(&self.before(event));
            let thread = self.thread(event.thread);
            rank = thread.times.len() as u32 + 1;
            past.raise(event.thread, rank);
            thread.times.push(event.time());
            thread.past.push(past);
            if event.is_fence() {
                thread.fences.push((rank, event.after));
            }
            speaks_for.raise(event.thread, rank);
        }
        if event.is_fence() {
            return;
        }
        let object = event.object as usize;
        if self.trails.len() <= object {
            self.trails.resize_with(object + 1, Trail::default);
        }
        self.trails[object].add(event, rank, &speaks_for);
        if let Some(missed) = missed {
            self.put_before(&self.past_of(&speaks_for), &missed);
        }
    }

    /// Puts all operations in `earlier` before whatever comes after those that were missed.
    fn put_before(&mut self, earlier: &Clock, missed: &Later) {
        for thread in &mut self.threads {
            let first = thread.past.partition_point(|past| !reaches(missed, past));
            for past in &mut thread.past[first..] {
                if earlier.is_within(past) {
                    // The same holds for everything that the thread did later.
                    break;
                }
                past.join(earlier);
            }
        }
    }

    /// For each thread, the last operation that must come before an event that comes next.
    fn before(&self, next: &Event) -> Clock {
        let mut last = Clock::default();
        for (index, thread) in self.threads.iter().enumerate() {
            // It strongly happens before, in C++20's terms: with something in between on either side.
            let count = match index == next.thread {
                true => thread.times.len(),
                false => thread.times.partition_point(|&time| time < next.before.of(index)),
            };
            last.raise(index, count as u32);
        }
        if !next.is_fence() {
            if let Some(trail) = self.trails.get(next.object as usize) {
                last.join(&trail.spoken_for(next.stage()));
            }
            return last;
        }
        // A fence speaks for what happens before it.
        for trail in &self.trails {
            if let Some(stage) = trail.stage_known_to(&next.after) {
                last.join(&trail.spoken_for(stage));
            }
        }
        last
    }

    /// The operations that must come after an access although they were there before it. These are stores that are
    /// newer than what it reads or adds, their readers, and the fences after these.
    fn missed_by(&self, access: &Event) -> Option<Later> {
        let trail = self.trails.get(access.object as usize)?;
        if trail.last_stage() <= access.stage() {
            return None;
        }
        let mut missed = [NONE; MAX_THREADS];
        for (by, rank, time) in trail.first_after(access.stage()) {
            missed[by] = missed[by].min(rank.unwrap_or(NONE));
            for (index, thread) in self.threads.iter().enumerate() {
                let fence = thread.fences.partition_point(|(_, after)| after.of(by) < time);
                if let Some((rank, _)) = thread.fences.get(fence) {
                    missed[index] = missed[index].min(*rank);
                }
            }
        }
        Some(missed)
    }

    /// For each thread, the last fence that happens before this event.
    fn fences_before(&self, event: &Event) -> Clock {
        let mut last = Clock::default();
        for (index, thread) in self.threads.iter().enumerate() {
            let known = event.after.of(index);
            let count = thread.fences.partition_point(|(_, after)| after.of(index) <= known);
            if count > 0 {
                last.raise(index, thread.fences[count - 1].0);
            }
        }
        last
    }

    /// What must come before whatever comes after all these.
    fn past_of(&self, last: &Clock) -> Clock {
        let mut past = Clock::default();
        for (index, thread) in self.threads.iter().enumerate() {
            if let Some(rank) = last.of(index).checked_sub(1) {
                past.join(&thread.past[rank as usize]);
            }
        }
        past
    }

    fn thread(&mut self, thread: usize) -> &mut Strong {
        if self.threads.len() <= thread {
            self.threads.resize_with(thread + 1, Strong::default);
        }
        &mut self.threads[thread]
    }
}

/// Whether an operation that must come later is in `past`.
fn reaches(later: &Later, past: &Clock) -> bool {
    later.iter().enumerate().any(|(thread, &first)| past.of(thread) >= first)
}
