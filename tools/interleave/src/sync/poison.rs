//! Asking whether a lock is poisoned, and making it whole again, as steps: so the search orders them.

use std::panic::Location;

use crate::execution::{Execution, RawStep};
use crate::trace::Operation;

/// A number that no other look at a lock uses: see [`Reads::saw`](crate::spin::Reads::saw).
const WHOLE: u64 = 8;

/// Records the question, which changes nothing.
pub(super) fn ask(
    execution: &mut Execution,
    thread: usize,
    object: u32,
    version: u32,
    poisoned: bool,
    location: &'static Location<'static>,
) {
    let answer = u64::from(poisoned);
    let again = execution.threads[thread].reads.saw(location, object, version, WHOLE + answer);
    let step = execution.step(thread, Operation::IsPoisoned, object, location);
    execution.record_look(RawStep { read: Some(answer), ..step }, again);
}

/// Records that the lock is whole again.
pub(super) fn clear(
    execution: &mut Execution,
    thread: usize,
    object: u32,
    location: &'static Location<'static>,
) {
    let step = execution.step(thread, Operation::ClearPoison, object, location);
    execution.record(step);
    execution.threads[thread].reads.acted();
}
