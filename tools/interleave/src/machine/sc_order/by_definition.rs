//! The single order of all `SeqCst` operations and fences, word for word as C++20 defines it.
//!
//! It is slow: the tests compare it with the order that is used.

use crate::machine::sc_order::Event;

/// What the single order must agree with, as far as the execution has come.
#[derive(Default)]
pub(super) struct ScOrder {
    events: Vec<Event>,
    /// The `SeqCst` ones among the events; an event's rank is its place in here.
    strong: Vec<usize>,
    /// For each rank, the ranks that must come later.
    later: Vec<Vec<usize>>,
}

impl Event {
    /// Whether it happens before `later`, which was carried out later.
    fn happens_before(&self, later: &Event) -> bool {
        later.after.of(self.thread) >= self.time()
    }

    /// Whether it strongly happens before, in C++20's terms: with something in between on either side.
    fn strongly_happens_before(&self, later: &Event) -> bool {
        self.thread == later.thread || later.before.of(self.thread) > self.time()
    }

    /// Whether it comes before `other` in the coherence order of their variable (\[atomics.order] p3).
    fn is_coherence_ordered_before(&self, other: &Event) -> bool {
        if self.object != other.object || self.is_fence() {
            return false;
        }
        let wrote_first = self.wrote.is_some_and(|mine| {
            other.wrote.is_some_and(|theirs| mine < theirs)
                || other.read.is_some_and(|theirs| mine <= theirs)
        });
        let read_first = self.read.is_some_and(|mine| {
            other.wrote.is_some_and(|theirs| mine < theirs)
                || other.read.is_some_and(|theirs| mine < theirs)
        });
        wrote_first || read_first
    }
}

impl ScOrder {
    /// Whether there is still such an order if this access is carried out.
    pub(super) fn allows(&self, access: &Event) -> bool {
        if self.strong.is_empty() {
            return true;
        }
        let mut ends = vec![false; self.strong.len()];
        if access.is_strong {
            self.before(access).into_iter().for_each(|rank| ends[rank] = true);
        }
        self.fences_before(access, self.events.len()).for_each(|rank| ends[rank] = true);
        let mut seen = vec![false; self.strong.len()];
        let mut open = self.missed_by(access);
        while let Some(rank) = open.pop() {
            if ends[rank] {
                return false;
            }
            if !std::mem::replace(&mut seen[rank], true) {
                open.extend(&self.later[rank]);
            }
        }
        true
    }

    /// Notes that the event has been carried out.
    pub(super) fn add(&mut self, event: Event) {
        let index = self.events.len();
        let missed = self.missed_by(&event);
        if event.is_strong {
            let rank = self.strong.len();
            for earlier in self.before(&event) {
                self.later[earlier].push(rank);
            }
            self.strong.push(index);
            self.later.push(Vec::new());
        }
        self.events.push(event);
        if !missed.is_empty() {
            let ranks: Vec<usize> = self.on_behalf_of(index).collect();
            ranks.into_iter().for_each(|rank| self.later[rank].extend(&missed));
        }
    }

    /// The ranks that must come before an event that comes next.
    fn before(&self, next: &Event) -> Vec<usize> {
        let mut ranks: Vec<usize> = (0..self.strong.len())
            .filter(|&rank| self.events[self.strong[rank]].strongly_happens_before(next))
            .collect();
        for (index, event) in self.events.iter().enumerate() {
            // A fence speaks for what happens before it.
            let comes_first = if next.is_fence() {
                self.events.iter().enumerate().any(|(other, its)| {
                    other != index
                        && its.happens_before(next)
                        && event.is_coherence_ordered_before(its)
                })
            } else {
                event.is_coherence_ordered_before(next)
            };
            if comes_first {
                ranks.extend(self.on_behalf_of(index));
            }
        }
        ranks
    }

    /// The ranks that must come after an access although they were there before it. These are the ranks of stores
    /// that are newer than what it reads or adds, of their readers, and of the fences after these.
    fn missed_by(&self, access: &Event) -> Vec<usize> {
        let mut ranks = Vec::new();
        if self.strong.is_empty() {
            return ranks;
        }
        for (index, event) in self.events.iter().enumerate() {
            if !access.is_coherence_ordered_before(event) {
                continue;
            }
            for (rank, &strong) in self.strong.iter().enumerate().filter(|(_, s)| **s >= index) {
                let fence = &self.events[strong];
                if strong == index || (fence.is_fence() && event.happens_before(fence)) {
                    ranks.push(rank);
                }
            }
        }
        ranks
    }

    /// The ranks that come before whatever an access comes before: its own, and those of the fences before it.
    fn on_behalf_of(&self, index: usize) -> impl Iterator<Item = usize> {
        let own = (0..self.strong.len()).filter(move |&rank| self.strong[rank] == index);
        own.chain(self.fences_before(&self.events[index], index))
    }

    /// The ranks of the fences among the first `count` events that happen before this one.
    fn fences_before(&self, event: &Event, count: usize) -> impl Iterator<Item = usize> {
        (0..self.strong.len()).filter(move |&rank| {
            let fence = &self.events[self.strong[rank]];
            self.strong[rank] < count && fence.is_fence() && fence.happens_before(event)
        })
    }
}
