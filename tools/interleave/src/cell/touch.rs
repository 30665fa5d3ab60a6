//! Accesses to cells, and whether two of them race. Dropping a cell is its last access.

use std::panic::Location;

use crate::machine::entry::at_once;
use crate::machine::execution::{Execution, FailureRecord, StepRecord};
use crate::machine::object::{Access, State};
use crate::machine::site::Site;
use crate::trace::Operation;

/// Records an access to the cell of that number.
pub(super) fn record(object: u32, operation: Operation, location: &'static Location<'static>) {
    at_once(|execution, thread| execution.touch(thread, object, operation, location));
}

impl Execution {
    /// Records an access, and looks for an earlier one that nothing orders before it.
    fn touch(
        &mut self,
        thread: usize,
        object: u32,
        operation: Operation,
        location: &'static Location<'static>,
    ) {
        let step = self.step(Site::new(thread, object, location), operation);
        let step = self.record(step);
        let writes = !operation.only_reads_a_cell();
        let me = &self.threads[thread];
        let State::Cell(cell) = &mut self.objects[object as usize].state else { unreachable!() };
        let conflicting = |access: &&Access| access.thread != thread;
        let earlier = cell.write.iter().chain(cell.reads.iter().flatten().filter(|_| writes));
        // The latest of the unordered accesses makes the shorter story.
        let race = |strong: bool| {
            earlier
                .clone()
                .filter(conflicting)
                .filter(|a| {
                    let clock = if strong { &me.knowledge.strong } else { &me.knowledge.clock };
                    clock.of(a.thread) < a.timestamp
                })
                .max_by_key(|a| a.step)
                .map(|a| a.step)
        };
        let found = match race(true) {
            Some(first) => Some((first, false)),
            None if self.weak_races => race(false).map(|first| (first, true)),
            None => None,
        };
        let access = Access { thread, timestamp: me.knowledge.clock.of(thread), step };
        if writes {
            cell.write = Some(access);
            cell.version += 1;
            self.threads[thread].reads.makes_progress();
        } else {
            cell.reads[thread] = Some(access);
            self.threads[thread].reads.saw(location, object, cell.version, 0);
        }
        if let Some((first, weak)) = found {
            let object = object as usize;
            self.fail(FailureRecord::Race { object, first, second: step, weak, frees: false });
        }
    }

    /// The object is dropped. If it is a cell, a reference count of the program's own may guard it, and the last
    /// owner may have forgotten to acquire what the others released. Returns whether that fails the run.
    ///
    /// The object may have been shared by std's `Arc`, which orders drops and is not seen. So the drop must look
    /// like nothing else: the thread's last step brought a number that was never zero down to zero, no thread has
    /// used that number since, and in that step the thread found, without acquiring it, what another thread had
    /// released after its access. A fence right here would order the two.
    pub(crate) fn frees(&mut self, thread: usize, object: u32) -> bool {
        let State::Cell(cell) = &self.objects[object as usize].state else { return false };
        if !self.weak_races || self.failure.is_some() || self.threads[thread].done {
            return false;
        }
        let me = &self.threads[thread];
        let is_missed = |access: &&Access| {
            let other = access.thread;
            other != thread
                && me.knowledge.clock.of(other) < access.timestamp
                && me.unacquired.clock.of(other) >= access.timestamp
        };
        let missed = cell.accesses().filter(is_missed).max_by_key(|access| access.step);
        let Some(first) = missed.map(|access| access.step) else { return false };
        let last = self.steps.iter().rposition(|step| step.thread == thread);
        let Some(last) = last.filter(|&last| self.ends_a_count(last)) else { return false };
        if me.owes.is_some() {
            // In another order the thread might have acquired that from an `Arc`.
            self.counts_matter();
            return false;
        }
        let location = self.steps[last].location;
        let step = self.step(Site::new(thread, object, location), Operation::CellWrite);
        let second = self.record(step);
        let object = object as usize;
        self.fail(FailureRecord::Race { object, first, second, weak: true, frees: true });
        true
    }

    /// Whether the step brought a number that was never zero down to zero, and no thread has used it since.
    fn ends_a_count(&self, step: usize) -> bool {
        let StepRecord { object, read, wrote, .. } = self.steps[step];
        let Some(State::Atomic(count)) = self.objects.get(object as usize).map(|o| &o.state) else {
            return false;
        };
        let was_zero = (0..count.count() - 1).any(|store| count.store(store).value == 0);
        read.is_some()
            && wrote == Some(0)
            && !was_zero
            && self.steps[step + 1..].iter().all(|later| later.object != object)
    }
}
