//! Which store an access to an atomic may read, and where a new store may stand: the search tries each.
//!
//! In the order phase a load reads the newest store. In the memory phase it may read any store that coherence
//! and happens-before still allow, and a store may come before others in modification order: all of RC11, run as an
//! abstract machine with views and places, after Kang et al., "A Promising Semantics for Relaxed-Memory Concurrency"
//! (POPL 2017), and Lahav et al., "Repairing Sequential Consistency in C/C++11" (PLDI 2017). RC11 has no load
//! buffering; C++20 does.

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
    /// It adds its own right behind it.
    Follows,
}

impl Execution {
    /// Which store an access reads, of those that it has a use for: the search tries each.
    pub(super) fn pick_store(&mut self, at: Site, fits: impl Fn(&Self, u32) -> Option<Use>) -> u32 {
        let newest = self.atomic(at.object).newest();
        if !self.in_memory_phase() {
            return newest;
        }
        let reads = &self.threads[at.thread].reads;
        let clings = reads.clings_to(at.object);
        if let Some(store) = clings.filter(|&store| fits(self, store).is_some()) {
            return store;
        }
        let atomic = self.atomic(at.object);
        let (latest, overtaken) = (atomic.count() - 1, self.has_been_overtaken(at));
        let seen = self.threads[at.thread].knowledge.view.of(at.object as usize);
        if seen == atomic.store(newest).place && (newest == latest || !overtaken) {
            // The common case: there is nothing else to be seen.
            return newest;
        }
        let is_old = |store: &u32| {
            *store != newest && reads.is_old_news(at.object, atomic.store(*store).place)
        };
        let mut candidates: Vec<(u32, Use)> =
            atomic.since(seen).filter_map(|store| Some((store, fits(self, store)?))).collect();
        if let Some(old) = candidates.iter().copied().find(|(store, _)| is_old(store)) {
            candidates.retain(|(store, _)| !is_old(store));
            // It may also go on reading what it knows, until it gives up.
            if !self.spins_forever(at.thread) {
                candidates.push(old);
            }
        }
        let knows = |store| self.threads[at.thread].stale_reads.contains(&at.stale(store));
        candidates.retain(|(store, _)| *store == newest || !knows(*store));
        let place = |store| atomic.store(store).place;
        let is_new = |store, what| {
            let is_later = what == Use::Follows && place(store) > place(latest);
            !overtaken || store == latest || is_later
        };
        let candidates =
            candidates.into_iter().map(|(store, what)| (store, is_new(store, what))).collect();
        let Some(chosen) = self.pick_one(candidates) else { return newest };
        let place = self.atomic(at.object).store(chosen).place;
        if chosen != newest && !self.threads[at.thread].rounds.is_empty() {
            self.threads[at.thread].stale_reads.push(at.stale(chosen));
        }
        if self.threads[at.thread].reads.is_old_news(at.object, place) && chosen != newest {
            self.threads[at.thread].reads.cling_to(at.object, chosen);
            self.begin_burst(at.thread, self.turns.len());
        }
        chosen
    }

    /// Which store a new one follows in modification order: the search tries each.
    pub(super) fn pick_place(&mut self, at: Site, ordering: Ordering) -> u32 {
        let atomic = self.atomic(at.object);
        let newest = atomic.newest();
        if !self.in_memory_phase() {
            return newest;
        }
        let seen = self.threads[at.thread].knowledge.view.of(at.object as usize);
        if seen == atomic.store(newest).place {
            return newest;
        }
        let latest = atomic.store(atomic.count() - 1).place;
        let overtaken = self.has_been_overtaken(at);
        let is_new = |store| !overtaken || atomic.store(store).place >= latest;
        let candidates = atomic
            .since(seen)
            .filter(|&store| self.can_come_after(at, ordering, store))
            .map(|store| (store, is_new(store)))
            .collect();
        self.pick_one(candidates).unwrap_or(newest)
    }

    /// Lets the search choose among those that are new. What the thread could have done when it asked is not tried
    /// again once somebody else has stored: it could have gone before that, and that is another branch. Of two that
    /// store, each of which could have gone first, the one that comes first in modification order does. Where nothing is
    /// new, the rest of the execution is of no interest.
    fn pick_one(&mut self, candidates: Vec<(u32, bool)>) -> Option<u32> {
        let new: Vec<usize> = (0..candidates.len()).filter(|&i| candidates[i].1).collect();
        let chosen = self.choose_among(candidates.len(), &new);
        if chosen.is_none() {
            self.chooser.borrow_mut().skip();
        }
        chosen.map(|index| candidates[index].0)
    }

    /// Whether somebody has stored since the thread asked for the access, and the search tries both orders.
    fn has_been_overtaken(&self, at: Site) -> bool {
        self.threads[at.thread].asked_at < self.atomic(at.object).count()
    }

    /// How many stores there are of which the thread, when it asks, can read any: those that come later are what
    /// [`Self::has_been_overtaken`] asks for.
    pub(crate) fn stores_when_asked(&self, object: u32) -> u32 {
        match self.objects.get(object as usize).map(|object| &object.state) {
            Some(State::Atomic(atomic)) if self.chooser.borrow().skips_what_commutes() => {
                atomic.count()
            }
            _ => u32::MAX,
        }
    }

    /// Whether a single order of `SeqCst` operations remains if this store is read.
    pub(super) fn can_read(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.sc_order.allows(&self.event(at, ordering, Some(store), None))
    }

    /// Whether a read-modify-write can read this store, and add one right behind it.
    pub(super) fn can_follow(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.atomic(at.object).has_room_after(store)
            && self.sc_order.allows(&self.event(at, ordering, Some(store), Some(store)))
    }

    /// Whether a store can come after this one, before those that are newer.
    fn can_come_after(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        self.atomic(at.object).has_room_after(store)
            && self.sc_order.allows(&self.event(at, ordering, None, Some(store)))
    }

    /// An access as the single order sees it, before it is carried out: which store it reads, and which one its own
    /// will follow.
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
            read: reads.map(|store| atomic.store(store).place),
            wrote: follows.map(|store| atomic.place_after(store)),
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
