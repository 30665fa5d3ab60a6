//! Stale reads in words: which newer value a step missed, and why it may.

use super::words::number;
use crate::run::{Operation, Stale, Step, Trace};

/// Says which newer value a step missed, and why it may if the rule of thumb would forbid it.
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
