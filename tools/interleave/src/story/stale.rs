//! Values that were missed: what a picture says of them, and how hard they are to read.

use std::sync::atomic::Ordering;

use super::words::number;
use crate::machine::execution::{Execution, RawStep};
use crate::trace::{Operation, Stale, Step, Trace};

/// How much a reader has to know in order to believe what a run shows. A load that misses a store is the plain case, and
/// costs nothing.
pub(crate) fn effort(execution: &Execution) -> usize {
    let strong = |step: &RawStep| step.ordering == Some(Ordering::SeqCst);
    let cost = |step: &RawStep| match step.stale {
        // A read-modify-write that takes a value which is not the newest.
        Some(_) if step.read.is_some() && step.wrote.is_some() => 2,
        // A load that comes before a store in the single order, although its step comes later.
        Some((_, missed)) if strong(step) && strong(&execution.steps[missed]) => 2,
        Some(_) if strong(step) => 1,
        _ => 0,
    };
    execution.steps.iter().map(cost).sum()
}

/// Which newer value a step missed, in words; and why it may, where the rule of thumb would forbid it.
pub(super) fn remark(trace: &Trace, step: &Step, stale: &Stale) -> String {
    let (newest, by) = (&stale.newest, number(trace, stale.stored_by));
    let strong = |step: &Step| step.ordering.as_deref() == Some("SeqCst");
    let missed = &trace.steps[stale.stored_by];
    match (step.operation, &step.read, &step.wrote) {
        (Operation::Store, ..) => format!("overwritten already: by {newest}, stored in step {by}"),
        (_, Some(_), Some(_)) => {
            let name = step.object.map_or("its", |object| trace.objects[object].name.as_str());
            format!(
                "in the order of {name}'s values this comes before {newest}, stored in step {by}"
            )
        }
        _ if strong(step) && strong(missed) => format!(
            "stale: misses {newest}, stored in step {by}; the single order of SeqCst steps has this load first"
        ),
        _ if strong(step) => {
            format!("stale: misses {newest}, stored in step {by}, which is not SeqCst")
        }
        _ => format!("stale: misses {newest}, stored in step {by}"),
    }
}
