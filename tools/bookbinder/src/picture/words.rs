//! Steps and failures in words.

use interleave::trace::{Cause, Counterexample, Failure, Operation, Step, Waiting};

use super::Run;
use super::rows::Rows;

/// A step: `balance.load → 0`.
pub fn label(step: &Step, run: Run) -> String {
    let mut text = action(step, run);
    let read = step.read.as_deref();
    match (step.operation, read) {
        (Operation::TryLock, _) => text.push_str(" → got it"),
        (Operation::TryLockFailed, _) => text.push_str(" → already held"),
        (Operation::CompareExchange, Some(read)) => text.push_str(&format!(" → Ok({read})")),
        (Operation::CompareExchangeFailed, Some(read)) => text.push_str(&format!(" → Err({read})")),
        (_, Some(read)) => text.push_str(&format!(" → {read}")),
        (_, None) => {}
    }
    match (&step.wrote, read) {
        (Some(wrote), Some(_)) => text.push_str(&format!(", leaves {wrote}")),
        (Some(wrote), None) => text.push_str(&format!(" {wrote}")),
        (None, _) => {}
    }
    text
}

/// What a step does, without what comes of it: `balance.load`.
pub fn action(step: &Step, run: Run) -> String {
    let verb = verb(step.operation);
    match (step.object, step.target) {
        (Some(object), _) => format!("{}.{verb}", run.objects[object].name),
        (None, Some(target)) => format!("{verb} {}", run.threads[target].name),
        (None, None) => verb,
    }
}

/// What went wrong, as one sentence without its final period.
pub fn failure(failure: &Failure, run: Run, rows: &Rows) -> String {
    let name = |thread: usize| run.threads[thread].name.as_str();
    match failure {
        Failure::Assertion { message, .. } => format!("Fails: {}", on_one_line(message)),
        Failure::UnjoinedPanic {
            message, thread, ..
        } => {
            format!(
                "{} panics, and nobody joins it: {}",
                name(*thread),
                on_one_line(message)
            )
        }
        Failure::DataRace {
            object,
            first,
            second,
            missing,
        } => {
            let access = |step: usize| match run.steps[step].operation {
                Operation::CellRead => format!("{} reads it ({})", who(run, step), rows.step(step)),
                _ => format!("{} writes it ({})", who(run, step), rows.step(step)),
            };
            let mut text = format!(
                "Data race on `{}`: {}, {}, and nothing orders the two",
                run.objects[*object].name,
                access(*first),
                access(*second)
            );
            if let Some(missing) = missing {
                text.push_str(&format!("; missing: {missing}"));
            }
            text
        }
        Failure::Deadlock { waiting } => {
            format!("Deadlock: {}", all(waiting, run, rows))
        }
        Failure::Spin { waiting } => format!("Spins for ever: {}", all(waiting, run, rows)),
        // The explorer may learn new ways to fail before the book learns to tell them.
        #[allow(unreachable_patterns)]
        _ => "Fails".to_owned(),
    }
}

/// What went wrong, shorter where the last rows tell the whole of it.
pub fn headline(failure: &Failure, run: Run, rows: &Rows) -> String {
    match failure {
        Failure::DataRace { object, .. } => format!("Data race on `{}`", run.objects[*object].name),
        Failure::Deadlock { .. } => "Deadlock: nobody can go on".to_owned(),
        Failure::Spin { .. } => "Spins for ever: nobody can go on".to_owned(),
        _ => self::failure(failure, run, rows),
    }
}

/// What one thread waits for, for ever: `waits for m, held by B since step 4`.
pub fn waits(waiting: &Waiting, run: Run, rows: &Rows) -> String {
    let object = waiting
        .object
        .map(|object| format!("`{}`", run.objects[object].name));
    let on = waiting.on.map(|thread| run.threads[thread].name.as_str());
    let since = waiting
        .since
        .map(|step| format!(" since {}", rows.step(step)))
        .unwrap_or_default();
    match (object, on, &waiting.reads) {
        (Some(object), _, Some(value)) => {
            let set = waiting
                .since
                .map(|step| format!(", last set by {} in {}", who(run, step), rows.step(step)));
            format!(
                "keeps reading {object} = {value}{}",
                set.unwrap_or_default()
            )
        }
        (Some(object), Some(on), None) => format!("waits for {object}, held by {on}{since}"),
        (Some(object), None, None) => format!("waits for {object}"),
        (None, Some(on), _) => format!("waits for {on} to end"),
        (None, None, _) => format!("waits for ever in {}", verb(waiting.operation)),
    }
}

/// What is to blame, and how hard it was to find.
pub fn effort(counterexample: &Counterexample) -> String {
    let blame = match counterexample.cause {
        Cause::OrderOfSteps => "order of steps",
        Cause::MemoryOrdering => "memory ordering",
    };
    let count = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    format!(
        "{}, {blame}, {} tried",
        count(counterexample.preemptions as u64, "preemption"),
        count(counterexample.executions, "schedule")
    )
}

/// A list as a sentence has it: `A, B and C`.
pub fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn all(waiting: &[Waiting], run: Run, rows: &Rows) -> String {
    let each =
        |one: &Waiting| format!("{} {}", run.threads[one.thread].name, waits(one, run, rows));
    waiting.iter().map(each).collect::<Vec<_>>().join("; ")
}

fn who(run: Run<'_>, step: usize) -> &str {
    &run.threads[run.steps[step].thread].name
}

fn on_one_line(message: &str) -> String {
    message
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("; ")
}

/// The name of an operation as the source spells it. Read from the JSON form, so that an operation that the
/// explorer learns later is told as well.
fn verb(operation: Operation) -> String {
    match operation {
        Operation::CompareExchangeFailed => "compare_exchange".to_owned(),
        Operation::TryLockFailed => "try_lock".to_owned(),
        Operation::CellRead => "read".to_owned(),
        Operation::CellWrite => "write".to_owned(),
        other => match serde_json::to_value(other) {
            Ok(serde_json::Value::String(name)) => name,
            _ => format!("{other:?}").to_lowercase(),
        },
    }
}
