//! Which steps of a run are drawn, and what each row says.

use interleave::trace::{Counterexample, Failure, Operation, Phase, Step, waiting_at};

use super::Run;
use super::memory::Memory;
use super::words;

/// One row: one step.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number, counted from 1.
    pub number: usize,
    /// Which thread took the step: an index into the trace's threads.
    pub thread: usize,
    /// What it did: `balance.load → 0`.
    pub label: String,
    /// The memory ordering, where it matters.
    pub ordering: Option<String>,
    /// Why the step matters, in words.
    pub notes: Vec<String>,
    /// Set when the value read was not the newest.
    pub stale: Option<String>,
    /// Whether the failure hangs on this step.
    pub decisive: bool,
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
    /// The threads that have a column: indices into the trace's threads.
    pub columns: Vec<usize>,
    /// Whether anything is known of the shared objects.
    pub shared: bool,
    /// The rows, in order.
    pub rows: Vec<Row>,
    /// What was left out, as a sentence.
    pub folded: Option<String>,
    numbers: Vec<Option<usize>>,
}

impl Rows {
    /// Draws `run`; `counterexample` says why it fails, if it does.
    pub fn new(run: Run, counterexample: Option<&Counterexample>) -> Self {
        let shown: Vec<bool> = (0..run.steps.len()).map(|i| is_shown(run, i)).collect();
        let mut next = 0;
        let numbers: Vec<Option<usize>> = shown
            .iter()
            .map(|&shown| {
                next += usize::from(shown);
                shown.then_some(next)
            })
            .collect();
        let mut rows = Self {
            columns: Vec::new(),
            shared: false,
            rows: Vec::new(),
            folded: folded(run, &shown),
            numbers,
        };
        let orderings = counterexample.is_some_and(|found| found.phase == Phase::Memory);
        let mut memory = Memory::new(run.objects);
        for (i, step) in run.steps.iter().enumerate() {
            memory.step(step, run.threads, run.objects);
            if let Some(number) = rows.numbers[i] {
                let row = rows.row(run, step, number, &memory, orderings, i);
                rows.rows.push(row);
            }
        }
        if let Some(counterexample) = counterexample {
            rows.mark_decisive(&counterexample.failure);
        }
        rows.shared = rows.rows.iter().any(|row| !row.state.is_empty());
        rows.columns = (0..run.threads.len())
            .filter(|&thread| thread > 0 || rows.rows.iter().any(|row| row.thread == thread))
            .collect();
        rows
    }

    /// A step of the trace as the rows number it: `step 4`.
    pub fn step(&self, index: usize) -> String {
        match self.numbers.get(index).copied().flatten() {
            Some(number) => format!("step {number}"),
            None => "a step not drawn".to_owned(),
        }
    }

    fn row(
        &self,
        run: Run,
        step: &Step,
        number: usize,
        memory: &Memory,
        orderings: bool,
        index: usize,
    ) -> Row {
        let mut notes = Vec::new();
        if let Some(since) = step.waited_since {
            notes.push(format!("had to wait since {}", self.step(since)));
        }
        match step.spins {
            0 => {}
            1 => notes.push("looked once before".to_owned()),
            n => notes.push(format!("looked {n} times before")),
        }
        if let Some(note) = &step.note {
            notes.push(format!("← {note}"));
        }
        let stale = step.stale.as_ref().map(|stale| {
            format!(
                "stale: missed {}, stored in {}",
                stale.newest,
                self.step(stale.stored_by)
            )
        });
        Row {
            number,
            thread: step.thread,
            label: words::label(step, run),
            ordering: step.ordering.clone().filter(|_| orderings),
            decisive: step.note.is_some() || stale.is_some(),
            notes,
            stale,
            waiting: waiting_at(run.steps, index),
            state: memory
                .shown()
                .map(|(name, value, changed)| (name.to_owned(), value.to_owned(), changed))
                .collect(),
            place: format!("{}:{}", step.location.file, step.location.line),
            code: step.location.source.clone(),
        }
    }

    fn mark_decisive(&mut self, failure: &Failure) {
        let steps: Vec<usize> = match failure {
            Failure::DataRace { first, second, .. } => vec![*first, *second],
            Failure::Deadlock { waiting } | Failure::Spin { waiting } => {
                waiting.iter().filter_map(|one| one.since).collect()
            }
            _ => Vec::new(),
        };
        for step in steps {
            if let Some(number) = self.numbers.get(step).copied().flatten() {
                self.rows[number - 1].decisive = true;
            }
        }
    }
}

/// That the first thread joins says nothing that the end of the others did not say; that it spawns them is worth
/// a row only when it has done something before, which they then see.
fn is_shown(run: Run, index: usize) -> bool {
    let step = &run.steps[index];
    match step.operation {
        _ if step.thread != 0 => true,
        Operation::Join => false,
        Operation::Spawn => run.steps[..index]
            .iter()
            .any(|before| before.thread == step.thread && before.operation != Operation::Spawn),
        _ => true,
    }
}

fn folded(run: Run, shown: &[bool]) -> Option<String> {
    let hidden = |operation| {
        run.steps
            .iter()
            .zip(shown)
            .filter(move |(step, shown)| !**shown && step.operation == operation)
            .filter_map(|(step, _)| Some((step.thread, step.target?)))
            .collect::<Vec<_>>()
    };
    let (spawns, joins) = (hidden(Operation::Spawn), hidden(Operation::Join));
    let by = spawns.iter().chain(&joins).next()?.0;
    let names = |steps: &[(usize, usize)]| {
        let names: Vec<&str> = steps
            .iter()
            .map(|(_, of)| run.threads[*of].name.as_str())
            .collect();
        words::and(&names)
    };
    let who = &run.threads[by].name;
    Some(match (spawns.is_empty(), joins.is_empty()) {
        (false, true) => format!("Not drawn: {who} starts {}.", names(&spawns)),
        (true, _) => format!("Not drawn: {who} waits for {} to end.", names(&joins)),
        (false, false) if spawns == joins => {
            format!(
                "Not drawn: {who} starts {} and waits for their end.",
                names(&spawns)
            )
        }
        (false, false) => format!(
            "Not drawn: {who} starts {} and waits for {} to end.",
            names(&spawns),
            names(&joins)
        ),
    })
}
