//! What acquiring and releasing a read-write lock does to the execution.

use std::panic::Location;

use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::State;
use crate::machine::site::Site;
use crate::machine::states::{self, TAKEN};
use crate::trace::Operation;

impl Execution {
    pub(super) fn rwlock(&mut self, object: u32) -> &mut states::RwLock {
        let State::RwLock(lock) = &mut self.objects[object as usize].state else {
            unreachable!("a lock is registered as one")
        };
        lock
    }

    pub(super) fn is_reader(&mut self, thread: usize, object: u32) -> bool {
        self.rwlock(object).readers.iter().any(|&(reader, _)| reader == thread)
    }

    pub(super) fn let_in(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        read: Option<u64>,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        let step = self.record(StepRecord { read, ..step });
        let lock = self.rwlock(object);
        lock.readers.push((thread, step));
        let written = lock.written.clone();
        self.threads[thread].knowledge.join(&written);
        self.hold_up(thread, object, step);
        self.threads[thread].reads.took(object);
    }

    pub(super) fn let_write(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        read: Option<u64>,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        let step = self.record(StepRecord { read, ..step });
        let lock = self.rwlock(object);
        lock.writer = Some((thread, step));
        let (written, before) = (lock.written.clone(), lock.read.clone());
        self.threads[thread].knowledge.join(&written);
        self.threads[thread].knowledge.join(&before);
        self.hold_up(thread, object, step);
        self.threads[thread].reads.took(object);
    }

    pub(super) fn find_taken(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        seen: u64,
        location: &'static Location<'static>,
    ) {
        let version = self.rwlock(object).version;
        let again = self.threads[thread].reads.saw(location, object, version, seen);
        let step = self.step(Site::new(thread, object, location), operation);
        self.record_look(step, again);
    }

    /// A reader releases the lock.
    pub(super) fn let_out(
        &mut self,
        thread: usize,
        object: u32,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), Operation::Unlock);
        self.record(step);
        let known = self.threads[thread].knowledge.clone();
        let lock = self.rwlock(object);
        let share = lock.readers.iter().rposition(|&(reader, _)| reader == thread);
        lock.readers.remove(share.expect("who has a guard is among the readers"));
        lock.read.join(&known);
        let version = lock.version;
        // A reader's critical section changes nothing, and may be part of a loop that polls.
        self.threads[thread].reads.saw(location, object, version, TAKEN);
    }

    /// The writer releases the lock, or becomes a reader.
    pub(super) fn stop_writing(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        changed: bool,
        value: Option<u64>,
        location: &'static Location<'static>,
    ) -> usize {
        let step = self.step(Site::new(thread, object, location), operation);
        let step = self.record(StepRecord { wrote: value, ..step });
        let known = self.threads[thread].knowledge.clone();
        let lock = self.rwlock(object);
        lock.writer = None;
        lock.written = known;
        lock.version += u32::from(changed);
        let version = lock.version;
        let reads = &mut self.threads[thread].reads;
        if changed {
            reads.makes_progress()
        } else {
            _ = reads.saw(location, object, version, TAKEN)
        }
        step
    }
}
