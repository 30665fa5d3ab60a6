//! What went wrong, in sentences.

use super::waiting::waits;
use super::{at, in_one_line, number, plural, verb_on};
use crate::render::culprits::culprits;
use crate::run::{Cause, Counterexample, Failure, Location, Operation, Step, Trace, Waiting};

impl Counterexample {
    /// The name of [the failure's kind](Failure::kind), as exercises declare it: `assertion`, `data_race`, `deadlock`.
    pub fn kind(&self) -> &'static str {
        self.failure.kind().name()
    }

    /// One sentence on what was found; before it, in which world, if that isn't ours.
    pub fn headline(&self) -> String {
        let world = self.trace.world().map_or(String::new(), |world| format!("{world} "));
        world + self.what_was_found()
    }

    fn what_was_found(&self) -> &'static str {
        match &self.failure {
            Failure::DataRace { .. } => "A data race.",
            Failure::Deadlock { .. } => "A deadlock.",
            Failure::LostWakeup { waiting } if waiting.iter().any(Waiting::lost_a_wakeup) => {
                "A lost wakeup."
            }
            Failure::LostWakeup { waiting } if sleepers(waiting) > 1 => "Threads sleep forever.",
            Failure::LostWakeup { .. } => "A thread sleeps forever.",
            Failure::Spin { waiting } if waiting.iter().any(|w| w.timeouts > 0) => {
                "Only time passes."
            }
            Failure::Spin { .. } => "A thread spins forever.",
            Failure::NeverJoined { .. } => "A thread is never joined.",
            Failure::Assertion { .. } | Failure::UnjoinedPanic { .. } => self.what_breaks_it(),
        }
    }

    /// What breaks a promise of the program's own.
    fn what_breaks_it(&self) -> &'static str {
        match self.cause {
            Cause::MemoryOrdering => "A stale value breaks this.",
            Cause::OrderOfSteps if self.trace.acting() > 1 => "An interleaving breaks this.",
            Cause::OrderOfSteps => match self.trace.by_chance() {
                Some(Operation::FailedSpuriously) => "A spurious failure breaks this.",
                Some(_) => "A spurious wakeup breaks this.",
                None => "This fails in every order.",
            },
        }
    }

    /// How it was found: schedules tried, preemptions, what is to blame.
    pub fn facts(&self) -> String {
        let tried = plural(self.executions, "schedule tried", "schedules tried");
        let preemptions = plural(self.preemptions as u64, "preemption", "preemptions");
        let cause = match (self.cause, &self.failure) {
            (Cause::MemoryOrdering, _) => "memory ordering",
            (Cause::OrderOfSteps, Failure::DataRace { .. }) => "no order between two accesses",
            (Cause::OrderOfSteps, _) => "order of steps",
        };
        format!("{tried} · {preemptions} · {cause}")
    }

    /// What went wrong, one sentence a line.
    pub fn explanation(&self) -> Vec<String> {
        let trace = &self.trace;
        let name = |t: usize| trace.threads[t].name.as_str();
        match &self.failure {
            Failure::Assertion { message, thread, location } => {
                let who = if *thread == 0 { String::new() } else { format!("{}: ", name(*thread)) };
                let mut lines = said(&format!("{who}{}", in_one_line(message)), location);
                if message.contains("PoisonError") || message.contains("Poisoned(..)") {
                    lines.extend(poisoner(trace, *thread));
                }
                lines
            }
            Failure::UnjoinedPanic { message, thread, location } => {
                let mut lines = said(
                    &format!("{} panicked: {}", name(*thread), in_one_line(message)),
                    location,
                );
                lines.push("no thread joined it, so the panic goes unnoticed".into());
                lines
            }
            Failure::DataRace { object, first, second, missing } => {
                let access = |i: usize| {
                    let s = &trace.steps[i];
                    let borrows = [Operation::Borrow, Operation::BorrowMut, Operation::BorrowEnds];
                    let verb = if s.operation.only_reads_a_cell() {
                        "reads it"
                    } else if borrows.contains(&s.operation) {
                        "changes its count of borrows"
                    } else {
                        "writes it"
                    };
                    format!(
                        "{} {verb} in step {} ({})",
                        name(s.thread),
                        number(trace, i),
                        at(&s.location)
                    )
                };
                let mut lines = vec![
                    format!(
                        "two threads access `{}`, and nothing orders the two accesses:",
                        trace.objects[*object].name
                    ),
                    format!("  {}", access(*first)),
                    format!("  {}", access(*second)),
                ];
                lines.extend(missing.clone());
                if crate::render::pointers::may_only_read(trace, *first, *second) {
                    lines.push(
                        "`UnsafeCell::get` counts as a write: the explorer can't see what its \
                         pointer is used for"
                            .into(),
                    );
                    lines.push("a thread that only reads calls `get_shared` or `with`".into());
                }
                lines
            }
            Failure::Deadlock { waiting } => {
                let mut lines = vec!["no thread can go on:".to_string()];
                lines.extend(
                    culprits(waiting).into_iter().map(|w| format!("  {}", waits(trace, w))),
                );
                lines
            }
            Failure::LostWakeup { waiting } => {
                let whom = if sleepers(waiting) > 1 { "the sleepers" } else { "the sleeper" };
                let mut lines =
                    vec![format!("no thread can go on, and none is left to wake {whom}:")];
                lines.extend(
                    culprits(waiting)
                        .into_iter()
                        .flat_map(|w| crate::render::wakeups::told(trace, w)),
                );
                lines
            }
            Failure::Spin { waiting } if waiting.iter().any(|w| w.timeouts > 0) => {
                let mut lines =
                    vec!["time passes, and nothing else can happen any more:".to_string()];
                lines.extend(
                    culprits(waiting)
                        .into_iter()
                        .flat_map(|w| crate::render::wakeups::told(trace, w)),
                );
                lines
            }
            Failure::NeverJoined { thread, object, operation, location, spawned } => {
                let who = name(*thread);
                let kind = |o: usize| trace.objects[o].kind.as_str();
                let verb = verb_on(*operation, object.map_or("", kind));
                let next = match object {
                    Some(object) => format!("`{}.{verb}`", trace.objects[*object].name),
                    None => format!("`{verb}`"),
                };
                vec![
                    format!(
                        "{} returns, and {who} has yet to do {next} ({})",
                        name(0),
                        at(location)
                    ),
                    format!("no thread joined {who}, which was spawned at {}", at(spawned)),
                    format!("the process may end here, and the rest of {who}'s work is lost"),
                ]
            }
            Failure::Spin { waiting } => {
                let mut lines = vec!["no thread is left that could end this:".to_string()];
                lines.extend(
                    culprits(waiting).into_iter().map(|w| format!("  {}", waits(trace, w))),
                );
                lines
            }
        }
    }
}

fn said(message: &str, location: &Location) -> Vec<String> {
    if location.file.is_empty() {
        return vec![message.to_string()];
    }
    vec![format!("{message} ({})", at(location))]
}

/// Says which thread panicked while holding the lock that a thread has just found poisoned.
fn poisoner(trace: &Trace, thread: usize) -> Option<String> {
    let takes = |step: &&Step| {
        matches!(
            step.operation,
            Operation::Lock
                | Operation::TryLock
                | Operation::ReadLock
                | Operation::TryReadLock
                | Operation::WriteLock
                | Operation::TryWriteLock
        )
    };
    let found = trace.steps.iter().rposition(|step| step.thread == thread && takes(&step));
    let poisons = |step: &Step| {
        step.operation == Operation::UnlockPoisoned
            && found.is_none_or(|found| trace.steps[found].object == step.object)
    };
    let end = trace.steps.iter().rposition(poisons)?;
    let (holder, object) = (trace.steps[end].thread, trace.steps[end].object);
    let taken = trace.steps[..end]
        .iter()
        .rposition(|step| step.thread == holder && step.object == object && takes(&step))?;
    Some(format!(
        "`{}` is poisoned: {} acquired it in step {} ({}), and panicked before releasing it in step {}",
        trace.objects[object?].name,
        trace.threads[holder].name,
        number(trace, taken),
        at(&trace.steps[taken].location),
        number(trace, end),
    ))
}

fn sleepers(waiting: &[Waiting]) -> usize {
    waiting.iter().filter(|w| w.sleeps()).count()
}
