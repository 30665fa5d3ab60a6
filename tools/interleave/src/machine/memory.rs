//! Atomics: which store a load may read, and what the reader learns from it.
//!
//! In the order phase a load reads the newest store. In the memory phase it may read any store that coherence
//! and happens-before still allow: RC11 without load buffering, run as an abstract machine with views, after
//! Kang et al., "A Promising Semantics for Relaxed-Memory Concurrency" (POPL 2017), and Lahav et al.,
//! "Repairing Sequential Consistency in C/C++11" (PLDI 2017). The modification order is the order of execution.

use std::panic::Location;
use std::sync::atomic::Ordering;

use crate::machine::clock::{Clock, Knowledge};
use crate::machine::execution::{Execution, RawStep};
use crate::machine::object::{Atomic, State, Store};
use crate::machine::pending::NO_OBJECT;
use crate::machine::single::Event;
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
        let store = self.pick_store(at, ordering, |_| true);
        self.look_at(at, Operation::Load, store, ordering)
    }

    pub(crate) fn store(&mut self, at: Site, value: u64, ordering: Ordering) {
        self.note_ordering(ordering);
        let before = self.threads[at.thread].knowledge.clock;
        self.threads[at.thread].reads.acted();
        let step = self.step(at.thread, Operation::Store, at.object, at.location);
        let step = self.record(RawStep { wrote: Some(value), ordering: Some(ordering), ..step });
        let wrote = self.push_store(at, value, step, ordering, None);
        self.note_access(at, ordering, before, (None, Some(wrote)));
    }

    /// Reads the newest store and, where `change` says so, adds one: in one step. Returns what was read.
    pub(crate) fn read_modify_write(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        change: impl FnOnce(u64) -> u64,
    ) -> u64 {
        self.note_ordering(ordering);
        let store = self.atomic(at.object).newest();
        let old = self.atomic(at.object).value();
        let new = change(old);
        let before = self.threads[at.thread].knowledge.clock;
        self.learn(at, store, ordering);
        let me = &mut self.threads[at.thread];
        let changes = old != new || releases(ordering) || me.has_released;
        if old != new {
            me.reads.acted();
        }
        // Putting back what was there may be a spin loop.
        let seen = store + u32::from(changes);
        let again = old == new && me.reads.saw(at.location, at.object, seen, old);
        let folded = if again { self.fold_into_last(at, operation) } else { None };
        let step = folded.unwrap_or_else(|| {
            let step = self.step(at.thread, operation, at.object, at.location);
            let (read, wrote) = (Some(old), Some(new));
            self.record(RawStep { read, wrote, ordering: Some(ordering), ..step })
        });
        // Nobody can tell whether one that leaves the value alone, and hands nothing on, came before or after: it
        // adds no store, so two of them commute.
        let wrote = changes.then(|| self.push_store(at, new, step, ordering, Some(store)));
        self.note_access(at, ordering, before, (Some(store), wrote));
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
        let newest = self.atomic(at.object).newest();
        // It succeeds on the newest store only; an older one is read only to fail.
        let store =
            self.pick_store(at, failure, |(index, value)| index == newest || value != current);
        if store != newest || self.atomic(at.object).value() != current {
            self.note_ordering(success);
            return Err(self.look_at(at, failed, store, failure));
        }
        if weak && !self.threads[at.thread].failed_spuriously && self.choose(2) == 1 {
            self.threads[at.thread].failed_spuriously = true;
            let old = self.look_at(at, Operation::FailedSpuriously, store, failure);
            self.threads[at.thread].reads.acted();
            return Err(old);
        }
        Ok(self.read_modify_write(at, done, success, |_| new))
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

    /// Which store a read may see: the search tries each.
    ///
    /// A store that was the newest when the thread asked, or has become it since, is not tried again as an old one:
    /// the thread could have gone while it was the newest, and that is another branch.
    fn pick_store(
        &mut self,
        at: Site,
        ordering: Ordering,
        fits: impl Fn((u32, u64)) -> bool,
    ) -> u32 {
        self.note_ordering(ordering);
        let newest = self.atomic(at.object).newest();
        if !self.in_memory_phase() {
            return newest;
        }
        let reads = &self.threads[at.thread].reads;
        let clings = reads.clings_to(at.object);
        if let Some(store) = clings.filter(|&store| self.may_miss_newer(at, ordering, store)) {
            return store;
        }
        let oldest = self.threads[at.thread].knowledge.view.of(at.object as usize);
        let asked_at = self.threads[at.thread].asked_at;
        let fitting = |&store: &u32| {
            let value = self.atomic(at.object).stores[store as usize].value;
            store == newest
                || (store < asked_at
                    && fits((store, value))
                    && self.may_miss_newer(at, ordering, store))
        };
        let is_old = |store: &u32| *store != newest && reads.is_old_news(at.object, *store);
        let mut candidates: Vec<u32> = (oldest..=newest).rev().filter(fitting).collect();
        if let Some(old) = candidates.iter().copied().find(is_old) {
            candidates.retain(|store| !is_old(store));
            // It may also go on reading what it knows, until it gives up.
            if !self.spins_for_ever(at.thread) {
                candidates.push(old);
            }
        }
        let chosen = candidates[self.choose(candidates.len())];
        if self.threads[at.thread].reads.is_old_news(at.object, chosen) && chosen != newest {
            self.threads[at.thread].reads.cling_to(at.object, chosen);
            self.begin_burst(at.thread, self.turns.len());
        }
        chosen
    }

    /// The store from which on [`Self::pick_store`] need not look back.
    pub(crate) fn newest_when_asked(&self, object: u32) -> u32 {
        match self.objects.get(object as usize).map(|object| &object.state) {
            Some(State::Atomic(atomic)) if self.driver.skips_what_commutes() => atomic.newest(),
            _ => u32::MAX,
        }
    }

    /// Whether a single order of `SeqCst` operations remains if this old store is read.
    fn may_miss_newer(&self, at: Site, ordering: Ordering, store: u32) -> bool {
        let before = self.threads[at.thread].knowledge.clock;
        let mut after = before;
        if acquires(ordering) {
            after.join(&self.atomic(at.object).stores[store as usize].release.clock);
        }
        self.single.allows(&Event {
            thread: at.thread,
            object: at.object,
            read: Some(store),
            wrote: None,
            is_strong: ordering == Ordering::SeqCst,
            before,
            after,
        })
    }

    /// An atomic access, or a fence, has been carried out.
    fn note_access(
        &mut self,
        at: Site,
        ordering: Ordering,
        before: Clock,
        (read, wrote): (Option<u32>, Option<u32>),
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
        let atomic = self.atomic(at.object);
        let value = atomic.stores[store as usize].value;
        let newest = &atomic.stores[atomic.stores.len() - 1];
        let stale = match newest.step {
            Some(step) if store < atomic.newest() => Some((newest.value, step)),
            _ => None,
        };
        let again = self.threads[at.thread].reads.saw(at.location, at.object, store, value);
        if !(again && self.fold_into_last(at, operation).is_some()) {
            let step = self.step(at.thread, operation, at.object, at.location);
            self.record(RawStep { read: Some(value), ordering: Some(ordering), stale, ..step });
        }
        self.note_access(at, ordering, before, (Some(store), None));
        value
    }

    /// What the reader of a store learns by it.
    fn learn(&mut self, at: Site, store: u32, ordering: Ordering) {
        let object = at.object as usize;
        let memory = self.in_memory_phase();
        let State::Atomic(atomic) = &self.objects[object].state else { unreachable!() };
        let read = &atomic.stores[store as usize];
        let me = &mut self.threads[at.thread];
        if acquires(ordering) {
            me.knowledge.join(&read.release);
        } else {
            me.unacquired.join(&read.release);
        }
        me.strong.join(&read.strong);
        if memory {
            me.knowledge.view.raise(object, store);
        }
    }

    fn push_store(
        &mut self,
        at: Site,
        value: u64,
        step: usize,
        ordering: Ordering,
        continues: Option<u32>,
    ) -> u32 {
        let object = at.object as usize;
        let memory = self.in_memory_phase();
        let State::Atomic(atomic) = &mut self.objects[object].state else { unreachable!() };
        let index = atomic.stores.len() as u32;
        let me = &mut self.threads[at.thread];
        if memory {
            me.knowledge.view.raise(object, index);
        }
        let mut release =
            if releases(ordering) { me.knowledge.clone() } else { me.released.clone() };
        let mut strong = me.strong;
        if let Some(before) = continues {
            // A read-modify-write continues the release sequence of the store that it read.
            let before = &atomic.stores[before as usize];
            release.join(&before.release);
            strong.join(&before.strong);
        }
        atomic.stores.push(Store { value, step: Some(step), release, strong });
        index
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

/// The store that an atomic begins with.
pub(crate) fn initial(value: u64) -> State {
    let mut stores = Vec::with_capacity(8);
    stores.push(Store {
        value,
        step: None,
        release: Knowledge::default(),
        strong: Default::default(),
    });
    State::Atomic(Atomic { stores })
}
