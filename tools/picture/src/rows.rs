//! Which steps of a run are drawn, and what each row says.

use trace::{Counterexample, Failure, Operation, Phase, Step, Trace, Waiting};

use crate::arrows::{self, Part};
use crate::memory::Memory;
use crate::words;

/// One row: one step.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: usize,
    /// Which thread took the step: an index into the trace's threads.
    pub thread: usize,
    /// What it did: `balance.load → 0`.
    pub label: String,
    /// The memory ordering, where it matters: at both ends of an arrow, and wherever it is to blame.
    pub ordering: Option<String>,
    /// Why the step matters, in words.
    pub remarks: Vec<String>,
    /// Whose releases it acquires, in words.
    pub acquires: Option<String>,
    /// The parts of arrows that its cells draw, by thread.
    pub strokes: Vec<(usize, Part)>,
    /// Whether the value read was not the newest; the first remark then says so.
    pub stale: bool,
    /// Whether the failure hangs on this step.
    pub decisive: bool,
    /// Whether another world goes on otherwise from here.
    pub parts: bool,
    /// The threads that wait while this step is taken.
    pub waiting: Vec<usize>,
    /// Name, value and whether this step set it, for each shared object.
    pub state: Vec<(String, String, bool)>,
    /// File and line: `src/lib.rs:14`.
    pub place: String,
    /// The line itself.
    pub code: String,
}

/// The rows of a run, and what was left out.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The threads that have a lane: indices into the trace's threads.
    pub lanes: Vec<usize>,
    /// Whether anything is known of the shared objects.
    pub shared: bool,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// What was left out, as a sentence.
    pub folded: Option<String>,
}

impl Rows {
    /// Draws `trace`; `found` says why it fails, if it does.
    pub fn new(trace: &Trace, found: Option<&Counterexample>) -> Self {
        let shown = trace.shown();
        let orderings = found.is_some_and(|found| found.phase == Phase::Memory);
        let is_end = |index: usize, step: &Step| {
            let read = |other: &Step| other.synchronizes_with.contains(&index);
            !step.synchronizes_with.is_empty() || trace.steps.iter().any(read)
        };
        // A fence is labelled with its ordering.
        let shows = |index: usize, step: &Step| {
            step.operation != Operation::Fence && (orderings || is_end(index, step))
        };
        let decisive = found.map(|found| decisive(&found.failure)).unwrap_or_default();
        let stuck = found.map(|found| found.failure.waiting()).unwrap_or_default();
        let mut memory = Memory::new(&trace.objects);
        let mut rows = Vec::new();
        for (i, step) in trace.steps.iter().enumerate() {
            memory.step(step, &trace.threads, &trace.objects);
            let Some(number) = shown.iter().position(|&index| index == i) else {
                continue;
            };
            let state = memory.shown();
            rows.push(Row {
                number: number + 1,
                thread: step.thread,
                label: step.label(trace),
                ordering: step.ordering.clone().filter(|_| shows(i, step)),
                remarks: step.remarks(trace),
                acquires: step.acquires(trace),
                strokes: Vec::new(),
                stale: step.stale.is_some(),
                decisive: step.note.is_some() || step.stale.is_some() || decisive.contains(&i),
                parts: false,
                waiting: trace.waiting_at(stuck, i),
                state: state.map(|(name, value, set)| (name.into(), value, set)).collect(),
                place: step.place(),
                code: step.code().to_owned(),
            });
        }
        let lanes = trace.shown_threads();
        for (to, &index) in shown.iter().enumerate() {
            for step in &trace.steps[index].synchronizes_with {
                if let Some(from) = shown.iter().position(|other| other == step) {
                    arrows::draw(&mut rows, &lanes, from, to);
                }
            }
        }
        Self {
            lanes,
            shared: rows.iter().any(|row: &Row| !row.state.is_empty()),
            rows,
            folded: folded(trace, &shown),
        }
    }
}

/// The steps that a failure names.
fn decisive(failure: &Failure) -> Vec<usize> {
    match failure {
        Failure::DataRace { first, second, .. } => vec![*first, *second],
        Failure::Assertion { .. }
        | Failure::UnjoinedPanic { .. }
        | Failure::Deadlock { .. }
        | Failure::LostWakeup { .. }
        | Failure::Spin { .. }
        | Failure::NeverJoined { .. } => {
            let told = |one: &Waiting| [one.since, one.missed, one.passed_over, one.asleep_since];
            failure.waiting().iter().flat_map(told).flatten().collect()
        }
    }
}

fn folded(trace: &Trace, shown: &[usize]) -> Option<String> {
    let hidden = |operation| -> Vec<&Step> {
        let steps = trace.steps.iter().enumerate();
        let hidden = steps.filter(|(i, step)| !shown.contains(i) && step.operation == operation);
        hidden.map(|(_, step)| step).filter(|step| step.target.is_some()).collect()
    };
    let (spawns, joins) = (hidden(Operation::Spawn), hidden(Operation::Join));
    let by = spawns.iter().chain(&joins).next()?.thread;
    if spawns.iter().chain(&joins).any(|step| step.thread != by) {
        return Some("Not drawn: the starts and the joins of threads.".to_owned());
    }
    let names = |steps: &[&Step]| {
        let targets = steps.iter().filter_map(|step| step.target);
        let names: Vec<&str> = targets.map(|thread| trace.threads[thread].name.as_str()).collect();
        words::and(&names)
    };
    let who = &trace.threads[by].name;
    let (started, awaited) = (names(&spawns), names(&joins));
    Some(match (started.as_str(), awaited.as_str()) {
        (started, "") => format!("Not drawn: {who} starts {started}."),
        ("", awaited) => format!("Not drawn: {who} waits for {awaited} to end."),
        (started, awaited) if started == awaited => {
            format!("Not drawn: {who} starts {started} and waits for the end.")
        }
        (started, awaited) => {
            format!("Not drawn: {who} starts {started} and waits for {awaited} to end.")
        }
    })
}
