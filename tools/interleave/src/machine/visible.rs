//! Which store an access to an atomic may read, and where a new store may stand: the search tries each.
//!
//! In the order phase a load reads the newest store. In the memory phase it may read any store that coherence
//! and happens-before still allow, and a store may come before others in modification order: all of RC11, run as an
//! abstract machine with views and timestamps, after Kang et al., "A Promising Semantics for Relaxed-Memory
//! Concurrency" (POPL 2017), and Lahav et al., "Repairing Sequential Consistency in C/C++11" (PLDI 2017). RC11 has
//! no load buffering; C++20 does.

use std::sync::atomic::Ordering;

use crate::machine::execution::Execution;
use crate::machine::memory::acquires;
use crate::machine::object::State;
use crate::machine::request::Idle;
use crate::machine::sc_order::Event;
use crate::machine::site::Site;

/// What an access does with the store that it reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// It only reads it.
    Reads,
    /// It adds its own store right after it.
    Follows,
}

impl Execution {
    /// Picks the store that an access reads, among those that it has a use for: the search tries each.
    pub(super) fn pick_store(&mut self, at: Site, fits: &dyn Fn(&Self, u32) -> Option<Use>) -> u32 {
        let newest = self.atomic(at.object).newest();
        if !self.in_memory_phase() || self.rules.loads_see_the_newest {
            return newest;
        }
        let clings = self.threads[at.thread].reads.clings_to(at.object);
        if let Some(store) = clings.filter(|&store| fits(self, store).is_some()) {
            return store;
        }
        let seen = self.threads[at.thread].knowledge.view.of(at.object as usize);
        if self.can_see_only_the_newest(at, seen) {
            return newest;
        }
        let atomic = self.atomic(at.object);
        let readable =
            atomic.since(seen).filter_map(|store| Some((store, fits(self, store)?))).collect();
        let Some(chosen) = self.pick_one(self.worth_reading(at, readable)) else { return newest };
        self.note_stale_read(at, chosen);
        chosen
    }

    /// Picks the store that a new one follows in modification order: the search tries each.
    pub(super) fn pick_predecessor(&mut self, at: Site, ordering: Ordering) -> u32 {
        let atomic = self.atomic(at.object);
        let newest = atomic.newest();
        if !self.in_memory_phase() || self.rules.loads_see_the_newest {
            return newest;
        }
        let seen = self.threads[at.thread].knowledge.view.of(at.object as usize);
        if seen == atomic.store(newest).timestamp {
            return newest;
        }
        let possible =
            atomic.since(seen).filter(|&store| self.can_come_after(at, ordering, store)).collect();
        self.pick_one(self.worth_following(at, possible)).unwrap_or(newest)
    }

    /// Whether a single order of `SeqCst` operations remains if this store is read.
    pub(super) fn can_read(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.sc_order.allows(&self.event(at, ordering, Some(store), None))
    }

    /// Whether a read-modify-write can read this store, and add one right after it.
    pub(super) fn can_follow(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.atomic(at.object).has_room_after(store)
            && self.sc_order.allows(&self.event(at, ordering, Some(store), Some(store)))
    }

    /// Whether a store can come after this one, before those that are newer.
    fn can_come_after(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.atomic(at.object).has_room_after(store)
            && self.sc_order.allows(&self.event(at, ordering, None, Some(store)))
    }

    /// An access as the single order sees it, before it is carried out. It `reads` one store, and its own store
    /// `follows` another.
    fn event(
        &self,
        at: Site,
        ordering: Ordering,
        reads: Option<u32>,
        follows: Option<u32>,
    ) -> Event {
        let atomic = self.atomic(at.object);
        let before = self.threads[at.thread].knowledge.clock;
        let mut after = before;
        if let Some(store) = reads.filter(|_| acquires(ordering)) {
            after.join(&atomic.store(store).release.clock);
        }
        Event {
            thread: at.thread,
            object: at.object,
            read: reads.map(|store| atomic.store(store).timestamp),
            wrote: follows.map(|store| atomic.timestamp_after(store)),
            is_strong: ordering == Ordering::SeqCst,
            before,
            after,
        }
    }

    /// Whether the operation, as far as the thread may see it, would leave every value as it is.
    pub(crate) fn would_change_nothing(&self, thread: usize, object: u32, idle: Idle) -> bool {
        let State::Atomic(atomic) = &self.objects[object as usize].state else { return false };
        let keeps = |value: u64| match idle {
            Idle::IfValueIs(same) => value == same,
            Idle::UnlessValueIs(expected) => value != expected,
            Idle::Never | Idle::IfHeld | Idle::Counts { .. } => false,
        };
        if !self.in_memory_phase() {
            return keeps(atomic.value());
        }
        let seen = self.threads[thread].knowledge.view.of(object as usize);
        atomic
            .since(seen)
            .all(|store| atomic.is_continued(store) || keeps(atomic.store(store).value))
    }
}
