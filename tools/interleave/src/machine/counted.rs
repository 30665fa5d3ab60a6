//! The counts of an `Arc` as atomics: what each change and each look does, once they are steps.

use std::sync::atomic::Ordering;

use crate::machine::atomic::Store;
use crate::machine::execution::{Execution, StepRecord};
use crate::machine::memory::{acquires, releases};
use crate::machine::object::State;
use crate::machine::site::Site;
use crate::machine::visible::Use;
use crate::trace::Operation;

impl Execution {
    /// Changes a count in a step: a read-modify-write of the newest value, as all changes of a count are. Its
    /// orderings are std's. The program can't make them stronger, so they count as declared for both clocks.
    pub(crate) fn count(
        &mut self,
        at: Site,
        operation: Operation,
        ordering: Ordering,
        change: &dyn Fn(u64) -> u64,
    ) -> u64 {
        self.weak_orderings = true;
        let object = at.object as usize;
        let before = self.threads[at.thread].knowledge.clock;
        let atomic = self.atomic(at.object);
        let follows = atomic.newest();
        let timestamp = atomic.timestamp_after(follows);
        let read = atomic.store(follows);
        let (old, found) = (read.value, read.timestamp);
        let mut release = read.release.clone();
        let new = change(old);
        let me = &mut self.threads[at.thread];
        if acquires(ordering) {
            me.knowledge.join(&release);
        } else {
            me.unacquired.join(&release);
        }
        me.reads.makes_progress();
        let step = self.step(at, operation);
        let step = self.record(StepRecord { read: Some(old), wrote: Some(new), ..step });
        let memory = self.in_memory_phase();
        let me = &mut self.threads[at.thread];
        if memory {
            me.knowledge.view.raise(object, timestamp);
        }
        if releases(ordering) {
            release.join(&me.knowledge);
        } else {
            release.join(&me.released);
        }
        let State::Atomic(atomic) = &mut self.objects[object].state else { unreachable!() };
        let continues = Some(follows);
        atomic.add(Store { value: new, step: Some(step), timestamp, continues, release });
        self.note_access(at, ordering, before, (Some(found), Some(timestamp)));
        old
    }

    /// Loads a count, under the name of what the program calls.
    pub(crate) fn load_count(&mut self, at: Site, operation: Operation, ordering: Ordering) -> u64 {
        self.weak_orderings = true;
        let store =
            self.pick_store(at, &|e, store| e.can_read(at, ordering, store).then_some(Use::Reads));
        self.look_at(at, operation, store, ordering)
    }

    /// Looks at the newest count.
    pub(crate) fn look_at_count(&mut self, at: Site, operation: Operation) {
        let newest = self.atomic(at.object).newest();
        self.look_at(at, operation, newest, Ordering::Relaxed);
    }

    /// Exchanges a count, or only looks if it finds another value. Returns whether it changed the count.
    pub(crate) fn exchange_count(
        &mut self,
        at: Site,
        (current, new): (u64, u64),
        (success, failure): (Ordering, Ordering),
        (done, failed): (Operation, Operation),
    ) -> bool {
        self.weak_orderings = true;
        let finds = |e: &Execution, store| e.atomic(at.object).store(store).value == current;
        let store = self.pick_store(at, &|e, store| match finds(e, store) {
            true => e.can_follow(at, success, store).then_some(Use::Follows),
            false => e.can_read(at, failure, store).then_some(Use::Reads),
        });
        if !finds(self, store) {
            self.look_at(at, failed, store, failure);
            return false;
        }
        // All changes of a count are read-modify-writes, so only the newest store can be followed.
        self.count(at, done, success, &|_| new);
        true
    }

    /// Acquires what the newest store of the count releases.
    pub(crate) fn acquire_count(&mut self, thread: usize, object: u32) {
        let atomic = self.atomic(object);
        let newest = atomic.store(atomic.newest());
        let release = newest.release.clone();
        self.threads[thread].knowledge.join(&release);
    }
}
