//! Atomics: which store a load may read, where a new store may stand, and what the reader learns from it.
//!
//! In the order phase a load reads the newest store. In the memory phase it may read any store that coherence
//! and happens-before still allow, and a store may come before others in modification order: all of RC11, run as an
//! abstract machine with views and places, after Kang et al., "A Promising Semantics for Relaxed-Memory Concurrency"
//! (POPL 2017), and Lahav et al., "Repairing Sequential Consistency in C/C++11" (PLDI 2017). RC11 has no load
//! buffering; C++20 does.

use std::panic::Location;
use std::sync::atomic::Ordering;

use crate::atomic::{Atomic, Store};
use crate::clock::Clock;
use crate::driver::Driver;
use crate::execution::{Execution, RawStep};
use crate::object::State;
use crate::pending::{Idle, NO_OBJECT};
use crate::single::Event;
use crate::trace::Operation;

/// One atomic access: by whom, to what, and from where.
#[derive(Clone, Copy)]
pub(crate) struct Site {
    pub(crate) thread: usize,
    pub(crate) object: u32,
    pub(crate) location: &'static Location<'static>,
}

pub(crate) fn acquires(ordering: Ordering) -> bool {
    matches!(ordering, Ordering::Acquire | Ordering::AcqRel | Ordering::SeqCst)
}

pub(crate) fn releases(ordering: Ordering) -> bool {
    matches!(ordering, Ordering::Release | Ordering::AcqRel | Ordering::SeqCst)
}

impl Execution {
    pub(crate) fn load(&mut self, at: Site, ordering: Ordering) -> u64 {
        self.note_ordering(ordering);
        let store = self.pick_store(at, |e, store| e.can_read(at, ordering, store));
        self.look_at(at, Operation::Load, store, ordering)
    }

    pub(crate) fn store(&mut self, at: Site, value: u64, ordering: Ordering) {
        self.note_ordering(ordering);
        let before = self.threads[at.thread].knowledge.clock;
        self.threads[at.thread].reads.acted();
        let follows = self.pick_place(at, ordering);
        let stale = self.missed_by(at.object, follows);
        let step = self.step(at.thread, Operation::Store, at.object, at.location);
        let (wrote, ordered) = (Some(value), Some(ordering));
        let step = self.record(RawStep { wrote, ordering: ordered, stale, ..step });
        let place = self.push_store(at, value, step, ordering, (follows, false));
        self.note_access(at, ordering, before, (None, Some(place)));
    }

    /// Reads a store and, where `change` says so, adds one behind it: in one step. Returns what was read.
    pub(crate) fn read_modify_write(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        change: impl FnOnce(u64) -> u64,
    ) -> u64 {
        self.note_ordering(ordering);
        let store = self.pick_store(at, |e, store| e.can_follow(at, ordering, store));
        self.change(at, operation, ordering, store, change)
    }

    fn change(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        store: u32,
        change: impl FnOnce(u64) -> u64,
    ) -> u64 {
        let atomic = self.atomic(at.object);
        let (old, place, next) =
            (atomic.store(store).value, atomic.store(store).place, atomic.place_after(store));
        let new = change(old);
        let stale = self.missed_by(at.object, store);
        let before = self.threads[at.thread].knowledge.clock;
        self.learn(at, store, ordering);
        let me = &mut self.threads[at.thread];
        let changes = old != new || releases(ordering) || me.has_released;
        if old != new {
            me.reads.acted();
        }
        // Putting back what was there may be a spin loop.
        let seen = if changes { next } else { place };
        let again = old == new && me.reads.saw(at.location, at.object, seen, old);
        let folded = if again { self.fold_into_last(at, operation) } else { None };
        let step = folded.unwrap_or_else(|| {
            let step = self.step(at.thread, operation, at.object, at.location);
            let (read, wrote) = (Some(old), Some(new));
            self.record(RawStep { read, wrote, ordering: Some(ordering), stale, ..step })
        });
        // Nobody can tell whether one that leaves the value alone, and hands nothing on, came before or after: it
        // adds no store, so two of them commute.
        let wrote = changes.then(|| self.push_store(at, new, step, ordering, (store, true)));
        self.note_access(at, ordering, before, (Some(place), wrote));
        old
    }

    pub(crate) fn compare_exchange(
        &mut self,
        at: Site,
        (current, new): (u64, u64),
        (success, failure): (Ordering, Ordering),
        weak: bool,
    ) -> Result<u64, u64> {
        let (done, failed) = match weak {
            true => (Operation::CompareExchangeWeak, Operation::CompareExchangeWeakFailed),
            false => (Operation::CompareExchange, Operation::CompareExchangeFailed),
        };
        self.note_ordering(success);
        self.note_ordering(failure);
        let finds = |e: &Execution, store| e.atomic(at.object).store(store).value == current;
        let store = self.pick_store(at, |e, store| match finds(e, store) {
            true => e.can_follow(at, success, store),
            false => e.can_read(at, failure, store),
        });
        if !finds(self, store) {
            return Err(self.look_at(at, failed, store, failure));
        }
        if weak && !self.threads[at.thread].failed_spuriously && self.choose(2) == 1 {
            self.threads[at.thread].failed_spuriously = true;
            let old = self.look_at(at, Operation::FailedSpuriously, store, failure);
            self.threads[at.thread].reads.acted();
            return Err(old);
        }
        Ok(self.change(at, done, success, store, |_| new))
    }

    pub(crate) fn fence(
        &mut self,
        thread: usize,
        ordering: Ordering,
        location: &'static Location<'static>,
    ) {
        self.note_ordering(ordering);
        let before = self.threads[thread].knowledge.clock;
        let step = self.step(thread, Operation::Fence, NO_OBJECT, location);
        self.record(RawStep { ordering: Some(ordering), ..step });
        let me = &mut self.threads[thread];
        if acquires(ordering) {
            me.knowledge.join(&me.unacquired);
        }
        if releases(ordering) {
            me.released.clone_from(&me.knowledge);
            me.has_released = true;
        }
        self.note_access(
            Site { thread, object: NO_OBJECT, location },
            ordering,
            before,
            (None, None),
        );
    }

    /// The value and the step that an exclusive borrow of the atomic would find.
    pub(crate) fn newest_value(&self, object: u32) -> u64 {
        self.atomic(object).value()
    }

    /// Which store an access may read, of those that `fits` lets through: the search tries each.
    fn pick_store(&mut self, at: Site, fits: impl Fn(&Self, u32) -> bool) -> u32 {
        let newest = self.atomic(at.object).newest();
        if !self.in_memory_phase() {
            return newest;
        }
        let reads = &self.threads[at.thread].reads;
        let clings = reads.clings_to(at.object);
        if let Some(store) = clings.filter(|&store| fits(self, store)) {
            return store;
        }
        let atomic = self.atomic(at.object);
        let is_old = |store: &u32| {
            *store != newest && reads.is_old_news(at.object, atomic.store(*store).place)
        };
        let visible = atomic.since(self.threads[at.thread].knowledge.view.of(at.object as usize));
        let mut candidates: Vec<u32> = visible.filter(|&store| fits(self, store)).collect();
        if let Some(old) = candidates.iter().copied().find(is_old) {
            candidates.retain(|store| !is_old(store));
            // It may also go on reading what it knows, until it gives up.
            if !self.spins_for_ever(at.thread) {
                candidates.push(old);
            }
        }
        let latest = atomic.count() - 1;
        let overtaken = self.has_been_overtaken(at);
        let is_new = |store| !overtaken || store == latest;
        let candidates = candidates.into_iter().map(|store| (store, is_new(store))).collect();
        let Some(chosen) = self.pick_one(candidates) else { return newest };
        let place = self.atomic(at.object).store(chosen).place;
        if self.threads[at.thread].reads.is_old_news(at.object, place) && chosen != newest {
            self.threads[at.thread].reads.cling_to(at.object, chosen);
            self.begin_burst(at.thread, self.turns.len());
        }
        chosen
    }

    /// Which store a new one follows in modification order: the search tries each.
    fn pick_place(&mut self, at: Site, ordering: Ordering) -> u32 {
        let atomic = self.atomic(at.object);
        let newest = atomic.newest();
        if !self.in_memory_phase() {
            return newest;
        }
        let seen = self.threads[at.thread].knowledge.view.of(at.object as usize);
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
    /// again once somebody else has stored: it could have gone before that, and that is another branch. Where nothing
    /// is new, the rest of the execution is of no interest.
    fn pick_one(&mut self, candidates: Vec<(u32, bool)>) -> Option<u32> {
        let new: Vec<usize> = (0..candidates.len()).filter(|&i| candidates[i].1).collect();
        let chosen = self.choose_among(candidates.len(), &new);
        if chosen.is_none()
            && let Driver::Search(search) = &mut self.driver
        {
            search.redundant = true;
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
            Some(State::Atomic(atomic)) if self.driver.skips_what_commutes() => atomic.count(),
            _ => u32::MAX,
        }
    }

    /// Whether a single order of `SeqCst` operations remains if this store is read.
    fn can_read(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        let place = self.atomic(at.object).store(store).place;
        self.single.allows(&self.event(at, ordering, Some(store), (Some(place), None)))
    }

    /// Whether a read-modify-write can read this store, and add one right behind it.
    fn can_follow(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        let atomic = self.atomic(at.object);
        let places = (Some(atomic.store(store).place), Some(atomic.place_after(store)));
        !atomic.is_continued(store)
            && atomic.has_room_after(store)
            && self.single.allows(&self.event(at, ordering, Some(store), places))
    }

    /// Whether a store can come after this one, before those that are newer.
    fn can_come_after(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        let atomic = self.atomic(at.object);
        let places = (None, Some(atomic.place_after(store)));
        !atomic.is_continued(store)
            && atomic.has_room_after(store)
            && self.single.allows(&self.event(at, ordering, None, places))
    }

    /// The access as the single order sees it, before it is carried out.
    fn event(
        &self,
        at: Site,
        ordering: Ordering,
        reads: Option<u32>,
        (read, wrote): (Option<u64>, Option<u64>),
    ) -> Event {
        let before = self.threads[at.thread].knowledge.clock;
        let mut after = before;
        if let Some(store) = reads.filter(|_| acquires(ordering)) {
            after.join(&self.atomic(at.object).store(store).release.clock);
        }
        let is_strong = ordering == Ordering::SeqCst;
        Event { thread: at.thread, object: at.object, read, wrote, is_strong, before, after }
    }

    /// Whether the operation, as far as the thread may see it, would leave every value as it is.
    pub(crate) fn would_change_nothing(&self, thread: usize, object: u32, idle: Idle) -> bool {
        let State::Atomic(atomic) = &self.objects[object as usize].state else { return false };
        let keeps = |value: u64| match idle {
            Idle::IfValueIs(same) => value == same,
            Idle::UnlessValueIs(expected) => value != expected,
            _ => false,
        };
        if !self.in_memory_phase() {
            return keeps(atomic.value());
        }
        let seen = self.threads[thread].knowledge.view.of(object as usize);
        atomic
            .since(seen)
            .all(|store| atomic.is_continued(store) || keeps(atomic.store(store).value))
    }

    /// An atomic access, or a fence, has been carried out.
    fn note_access(
        &mut self,
        at: Site,
        ordering: Ordering,
        before: Clock,
        (read, wrote): (Option<u64>, Option<u64>),
    ) {
        if self.in_memory_phase() {
            self.single.add(Event {
                thread: at.thread,
                object: at.object,
                read,
                wrote,
                is_strong: ordering == Ordering::SeqCst,
                before,
                after: self.threads[at.thread].knowledge.clock,
            });
        }
    }

    /// Reads a store without changing anything.
    fn look_at(&mut self, at: Site, operation: Operation, store: u32, ordering: Ordering) -> u64 {
        let before = self.threads[at.thread].knowledge.clock;
        self.learn(at, store, ordering);
        let Store { value, place, .. } = *self.atomic(at.object).store(store);
        let stale = self.missed_by(at.object, store);
        let again = self.threads[at.thread].reads.saw(at.location, at.object, place, value);
        if !(again && self.fold_into_last(at, operation).is_some()) {
            let step = self.step(at.thread, operation, at.object, at.location);
            self.record(RawStep { read: Some(value), ordering: Some(ordering), stale, ..step });
        }
        self.note_access(at, ordering, before, (Some(place), None));
        value
    }

    /// The newest value and the step that stored it, for one who reads an older store or follows it.
    fn missed_by(&self, object: u32, store: u32) -> Option<(u64, usize)> {
        let atomic = self.atomic(object);
        let newest = atomic.store(atomic.newest());
        newest.step.filter(|_| store != atomic.newest()).map(|step| (newest.value, step))
    }

    /// What the reader of a store learns by it.
    fn learn(&mut self, at: Site, store: u32, ordering: Ordering) {
        let object = at.object as usize;
        let memory = self.in_memory_phase();
        let State::Atomic(atomic) = &self.objects[object].state else { unreachable!() };
        let read = atomic.store(store);
        let me = &mut self.threads[at.thread];
        if acquires(ordering) {
            me.knowledge.join(&read.release);
        } else {
            me.unacquired.join(&read.release);
        }
        me.strong.join(&read.strong);
        if memory {
            me.knowledge.view.raise(object, read.place);
        }
    }

    /// Adds a store behind another. Returns its place.
    fn push_store(
        &mut self,
        at: Site,
        value: u64,
        step: usize,
        ordering: Ordering,
        (follows, continues): (u32, bool),
    ) -> u64 {
        let object = at.object as usize;
        let memory = self.in_memory_phase();
        let State::Atomic(atomic) = &mut self.objects[object].state else { unreachable!() };
        let place = atomic.place_after(follows);
        let me = &mut self.threads[at.thread];
        if memory {
            me.knowledge.view.raise(object, place);
        }
        let mut release =
            if releases(ordering) { me.knowledge.clone() } else { me.released.clone() };
        let mut strong = me.strong;
        let continues = continues.then_some(follows);
        if let Some(before) = continues {
            // A read-modify-write continues the release sequence of the store that it read.
            let before = atomic.store(before);
            release.join(&before.release);
            strong.join(&before.strong);
        }
        atomic.add(Store { value, step: Some(step), place, continues, release, strong });
        place
    }

    /// A look that found the same as the thread's step before it is no step of its own.
    fn fold_into_last(&mut self, at: Site, operation: Operation) -> Option<usize> {
        let last = self.steps.iter().rposition(|step| step.thread == at.thread)?;
        let step = &mut self.steps[last];
        let same = step.operation == operation
            && step.object == at.object
            && step.stale.is_none()
            && std::ptr::eq(step.location, at.location);
        same.then(|| {
            step.spins += 1;
            last
        })
    }

    fn atomic(&self, object: u32) -> &Atomic {
        match &self.objects[object as usize].state {
            State::Atomic(atomic) => atomic,
            _ => unreachable!("an atomic is registered as one"),
        }
    }

    fn note_ordering(&mut self, ordering: Ordering) {
        self.weak_orderings |= ordering != Ordering::SeqCst;
    }
}
