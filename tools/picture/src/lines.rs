//! The lines of source that a picture shows: what is given away with it.

use trace::{Failure, Location};

use crate::rows::Rows;
use crate::snapshot::Snapshot;

/// File, number and text of each line that the picture shows, each once.
pub fn lines(snapshot: &Snapshot) -> Vec<(String, u32, String)> {
    let trace = snapshot.trace();
    let found = snapshot.counterexample();
    let rows = Rows::new(trace, found);
    // A row's place may be in words: the end of a guard. It shows no line then.
    let steps = trace.shown().into_iter().map(|index| &trace.steps[index]);
    let steps = steps.filter(|step| !step.code().is_empty()).map(|step| &step.location);
    let end = found.into_iter().flat_map(|found| match &found.failure {
        Failure::Assertion { location, .. } | Failure::UnjoinedPanic { location, .. } => {
            vec![location]
        }
        other => {
            let waits = |thread: &usize| rows.lanes.contains(thread);
            other
                .waiting()
                .iter()
                .filter(|one| waits(&one.thread))
                .map(|one| &one.location)
                .collect()
        }
    });
    let mut lines: Vec<_> = steps
        .chain(end)
        .filter(|place| !place.source.is_empty())
        .map(|Location { file, line, source }| (file.clone(), *line, source.clone()))
        .collect();
    lines.sort();
    lines.dedup();
    lines
}
