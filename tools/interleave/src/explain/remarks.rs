//! Why a step matters: remarks that turn a list of steps into a story.

use crate::trace::words::number;
use crate::trace::{Failure, Operation, Step, Trace};

/// Adds the remarks that a failed run calls for.
pub(crate) fn add(trace: &mut Trace, failure: &Failure) {
    lost_updates(trace);
    super::sleepers::remarks(trace, failure);
    if let Failure::DataRace { first, second, .. } = *failure {
        let (earlier, later) = (number(trace, first), trace.steps[first].thread);
        let other = trace.threads[later].name.clone();
        trace.steps[second].note =
            Some(format!("nothing orders this after {other}'s access in step {earlier}"));
    }
}

/// Remarks that the second of two racing accesses drops the cell.
pub(crate) fn frees(trace: &mut Trace, first: usize, second: usize) {
    let earlier = number(trace, first);
    let other = trace.threads[trace.steps[first].thread].name.clone();
    trace.steps[second].note = Some(format!(
        "the cell is dropped, and no acquire orders that after {other}'s access in step {earlier}"
    ));
}

/// Marks each store that overwrites what its thread hasn't seen: the update in between is lost.
pub(crate) fn lost_updates(trace: &mut Trace) {
    for i in 0..trace.steps.len() {
        if let Some(other) = overwritten(&trace.steps[..=i]) {
            let name = &trace.threads[other].name;
            trace.steps[i].note = Some(format!("overwrites what {name} stored"));
        }
    }
}

/// The thread whose store the last of these steps overwrites unseen.
fn overwritten(steps: &[Step]) -> Option<usize> {
    let (store, before) = steps.split_last()?;
    if store.operation != Operation::Store {
        return None;
    }
    let same_object = |step: &&Step| step.object == store.object;
    let own = before.iter().rposition(|s| s.object == store.object && s.thread == store.thread)?;
    // Only a store that follows a read of the same object can be meant to build on it.
    if before[own].operation != Operation::Load {
        return None;
    }
    before[own..]
        .iter()
        .filter(same_object)
        .filter(|s| s.thread != store.thread && s.wrote.is_some() && s.wrote != s.read)
        .map(|s| s.thread)
        .next_back()
}

/// The pair of operations between two racing accesses that would order them if their orderings were stronger.
pub(crate) fn missing_edge(trace: &Trace, first: usize, second: usize) -> Option<String> {
    let (earlier, later) = (trace.steps[first].thread, trace.steps[second].thread);
    let between = first + 1..second;
    for read in between.clone().rev().filter(|&i| trace.steps[i].thread == later) {
        let reader = &trace.steps[read];
        if reader.read.is_none() {
            continue;
        }
        let store = (first + 1..read).rev().find(|&i| {
            let s = &trace.steps[i];
            s.thread == earlier && s.object == reader.object && s.wrote.is_some()
        });
        let Some(store) = store else { continue };
        let writer = &trace.steps[store];
        let weak_writer = !is_strong(writer, "Release");
        let weak_reader = !is_strong(reader, "Acquire");
        if !weak_writer && !weak_reader {
            continue;
        }
        let say = |step: usize, wanted: &str| {
            let s = &trace.steps[step];
            format!(
                "{}'s {} in step {} is {}, and must be {wanted}",
                trace.threads[s.thread].name,
                crate::trace::words::action(trace, s),
                number(trace, step),
                s.ordering.as_deref().unwrap_or("unordered"),
            )
        };
        let parts: Vec<String> =
            [weak_writer.then(|| say(store, "Release")), weak_reader.then(|| say(read, "Acquire"))]
                .into_iter()
                .flatten()
                .collect();
        return Some(parts.join("; "));
    }
    None
}

fn is_strong(step: &Step, wanted: &str) -> bool {
    let ordering = step.ordering.as_deref().unwrap_or("");
    ordering == wanted || ordering == "AcqRel" || ordering == "SeqCst"
}
