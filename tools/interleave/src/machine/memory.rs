//! Atomics: what each access does, and what the reader of a store learns from it.

use std::panic::Location;
use std::sync::atomic::Ordering;

use crate::machine::atomic::{Atomic, Store};
use crate::machine::clock::Clock;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::State;
use crate::machine::request::{NO_OBJECT, ObjectId};
use crate::machine::sc_order::Event;
use crate::machine::site::Site;
use crate::machine::visible::Use;
use crate::trace::Operation;

/// An old store that a thread has read, and where.
pub(crate) type StaleRead = (ObjectId, u32, &'static Location<'static>);

impl Site {
    pub(super) fn stale(self, store: u32) -> StaleRead {
        (self.object, store, self.location)
    }
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
        let store =
            self.pick_store(at, &|e, store| e.can_read(at, ordering, store).then_some(Use::Reads));
        self.look_at(at, Operation::Load, store, ordering)
    }

    pub(crate) fn store(&mut self, at: Site, value: u64, ordering: Ordering) {
        self.note_ordering(ordering);
        let before = self.threads[at.thread].knowledge.clock;
        self.threads[at.thread].reads.makes_progress();
        let follows = self.pick_predecessor(at, ordering);
        let stale = self.missed_by(at.object, follows);
        let step = self.step(at, Operation::Store);
        let (wrote, ordered) = (Some(value), Some(ordering));
        let step = self.record(StepRecord { wrote, ordering: ordered, stale, ..step });
        let timestamp = self.push_store(at, value, step, ordering, (follows, false));
        self.note_access(at, ordering, before, (None, Some(timestamp)));
    }

    /// Reads a store and, if that changes anything, adds one right after it, in one step. Returns the value read.
    pub(crate) fn read_modify_write(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        change: &dyn Fn(u64) -> u64,
    ) -> u64 {
        self.note_ordering(ordering);
        let store = self
            .pick_store(at, &|e, store| e.can_follow(at, ordering, store).then_some(Use::Follows));
        self.change(at, operation, ordering, store, change)
    }

    fn change(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        store: u32,
        change: &dyn Fn(u64) -> u64,
    ) -> u64 {
        let atomic = self.atomic(at.object);
        let Store { value: old, step: reads_from, timestamp, .. } = *atomic.store(store);
        let next = atomic.timestamp_after(store);
        let new = change(old);
        let stale = self.missed_by(at.object, store);
        let before = self.threads[at.thread].knowledge.clock;
        self.learn(at, store, ordering);
        let me = &mut self.threads[at.thread];
        let changes = old != new || releases(ordering) || me.has_released;
        if old != new {
            me.reads.makes_progress();
        }
        // Writing the value that was there may be a spin loop.
        let seen = if changes { next } else { timestamp };
        let again = old == new && me.reads.saw(at.location, at.object, seen, old);
        let folded = if again { self.fold_into_last(at, operation) } else { None };
        let step = folded.unwrap_or_else(|| {
            let step = self.step(at, operation);
            let (read, wrote, ordering) = (Some(old), Some(new), Some(ordering));
            self.record(StepRecord { read, wrote, ordering, stale, reads_from, ..step })
        });
        // If a read-modify-write leaves the value alone and releases nothing, then no thread can tell whether it
        // came before or after another one. It adds no store, so two of them commute.
        let wrote = changes.then(|| self.push_store(at, new, step, ordering, (store, true)));
        self.note_access(at, ordering, before, (Some(timestamp), wrote));
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
        let store = self.pick_store(at, &|e, store| match finds(e, store) {
            true => e.can_follow(at, success, store).then_some(Use::Follows),
            false => e.can_read(at, failure, store).then_some(Use::Reads),
        });
        if !finds(self, store) {
            return Err(self.look_at(at, failed, store, failure));
        }
        // The failure's ordering may be stronger than the success's, and then it may not allow this read.
        let may_fail = weak
            && !self.threads[at.thread].failed_spuriously
            && (!self.in_memory_phase() || self.can_read(at, failure, store));
        if may_fail && self.choose(2) == 1 {
            self.threads[at.thread].failed_spuriously = true;
            let old = self.look_at(at, Operation::FailedSpuriously, store, failure);
            self.threads[at.thread].reads.makes_progress();
            return Err(old);
        }
        Ok(self.change(at, done, success, store, &|_| new))
    }

    pub(crate) fn fence(
        &mut self,
        thread: usize,
        ordering: Ordering,
        location: &'static Location<'static>,
    ) {
        self.note_ordering(ordering);
        let before = self.threads[thread].knowledge.clock;
        let step = self.step(Site::new(thread, NO_OBJECT, location), Operation::Fence);
        self.record(StepRecord { ordering: Some(ordering), ..step });
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

    /// The value that an exclusive borrow of the atomic would find.
    pub(crate) fn newest_value(&self, object: u32) -> u64 {
        self.atomic(object).value()
    }

    /// Notes that an atomic access, or a fence, has been carried out.
    pub(super) fn note_access(
        &mut self,
        at: Site,
        ordering: Ordering,
        before: Clock,
        (read, wrote): (Option<u64>, Option<u64>),
    ) {
        if self.in_memory_phase() {
            self.sc_order.add(Event {
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
    pub(super) fn look_at(
        &mut self,
        at: Site,
        operation: Operation,
        store: u32,
        ordering: Ordering,
    ) -> u64 {
        let before = self.threads[at.thread].knowledge.clock;
        self.learn(at, store, ordering);
        let Store { value, step: reads_from, timestamp, .. } = *self.atomic(at.object).store(store);
        let stale = self.missed_by(at.object, store);
        let again = self.threads[at.thread].reads.saw(at.location, at.object, timestamp, value);
        if !(again && self.fold_into_last(at, operation).is_some()) {
            let step = self.step(at, operation);
            let (read, ordering) = (Some(value), Some(ordering));
            self.record(StepRecord { read, ordering, stale, reads_from, ..step });
        }
        self.note_access(at, ordering, before, (Some(timestamp), None));
        value
    }

    /// The newest value and the step that stored it, if an access reads or follows an older store.
    fn missed_by(&self, object: u32, store: u32) -> Option<(u64, usize)> {
        let atomic = self.atomic(object);
        let newest = atomic.store(atomic.newest());
        newest.step.filter(|_| store != atomic.newest()).map(|step| (newest.value, step))
    }

    /// Gives the reader of a store what it learns from the store.
    fn learn(&mut self, at: Site, store: u32, ordering: Ordering) {
        let object = at.object as usize;
        let memory = self.in_memory_phase();
        let State::Atomic(atomic) = &self.objects[object].state else { unreachable!() };
        let read = atomic.store(store);
        let me = &mut self.threads[at.thread];
        // A thread that looks again and again learns it once. The initial value teaches nothing.
        let lesson = Some((at.object, store, acquires(ordering)));
        if read.step.is_none() || me.learned == lesson {
            return;
        }
        me.learned = lesson;
        if acquires(ordering) {
            me.knowledge.join(&read.release);
        } else {
            me.unacquired.join(&read.release);
            me.knowledge.strong.join(&read.release.strong);
        }
        if memory {
            me.knowledge.view.raise(object, read.timestamp);
        }
    }

    /// Adds a store after another in modification order. Returns its timestamp.
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
        let timestamp = atomic.timestamp_after(follows);
        let me = &mut self.threads[at.thread];
        if memory {
            me.knowledge.view.raise(object, timestamp);
        }
        let mut release =
            if releases(ordering) { me.knowledge.clone() } else { me.released.clone() };
        release.strong = me.knowledge.strong;
        let continues = continues.then_some(follows);
        if let Some(before) = continues {
            // A read-modify-write continues the release sequence of the store that it read.
            let before = atomic.store(before);
            release.join(&before.release);
        }
        atomic.add(Store { value, step: Some(step), timestamp, continues, release });
        timestamp
    }

    /// Counts a look with the thread's last step, if it found the same: then it isn't a step of its own.
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

    pub(crate) fn atomic(&self, object: u32) -> &Atomic {
        let State::Atomic(atomic) = &self.objects[object as usize].state else {
            unreachable!("an atomic is registered as one")
        };
        atomic
    }

    fn note_ordering(&mut self, ordering: Ordering) {
        self.weak_orderings |= ordering != Ordering::SeqCst;
    }
}
