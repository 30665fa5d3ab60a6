//! How hard a run is to read: of several that fail, the simplest is shown.

use std::sync::atomic::Ordering;

use crate::machine::execution::{Execution, StepRecord};

/// How much a reader must know to believe what a run shows. A load that misses a store is the plain case, and costs
/// nothing.
pub(crate) fn of_orderings(execution: &Execution) -> usize {
    let strong = |step: &StepRecord| step.ordering == Some(Ordering::SeqCst);
    let cost = |step: &StepRecord| match step.stale {
        // A read-modify-write that reads a value that isn't the newest.
        Some(_) if step.read.is_some() && step.wrote.is_some() => 2,
        // A load that comes before a store in the single order, although its step comes later.
        Some((_, missed)) if strong(step) && strong(&execution.steps[missed]) => 2,
        Some(_) if strong(step) => 1,
        _ => 0,
    };
    execution.steps.iter().map(cost).sum()
}
