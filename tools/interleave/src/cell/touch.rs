//! Accesses to cells, and whether two of them race.

use std::panic::Location;

use crate::machine::entry::at_once;
use crate::machine::execution::{Execution, RawFailure};
use crate::machine::object::{Access, State};
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
        let step = self.step(thread, operation, object, location);
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
                    let clock = if strong { &me.strong } else { &me.knowledge.clock };
                    clock.of(a.thread) < a.time
                })
                .max_by_key(|a| a.step)
                .map(|a| a.step)
        };
        let found = match race(true) {
            Some(first) => Some((first, false)),
            None if self.weak_races => race(false).map(|first| (first, true)),
            None => None,
        };
        let access = Access { thread, time: me.knowledge.clock.of(thread), step };
        if writes {
            cell.write = Some(access);
            cell.version += 1;
            self.threads[thread].reads.acted();
        } else {
            cell.reads[thread] = Some(access);
            self.threads[thread].reads.saw(location, object, cell.version, 0);
        }
        if let Some((first, weak)) = found {
            self.fail(RawFailure::Race { object: object as usize, first, second: step, weak });
        }
    }
}
