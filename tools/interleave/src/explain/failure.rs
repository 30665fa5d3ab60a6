//! A failure as data: which thread waits for which, and since when.

use super::why::Names;
use crate::machine::execution::{Execution, FailureRecord, StepRecord};
use crate::machine::object::State;
use crate::machine::request::{ANYTHING, Request, Wait, ended_thread};
use crate::machine::thread_state::PanicNote;
use crate::source;
use crate::trace::words::at;
use crate::trace::{Failure, Location, Operation, Trace, Waiting};

pub(super) fn failure(execution: &Execution, trace: &Trace) -> Failure {
    match execution.failure.as_ref().expect("only a failed execution is explained") {
        FailureRecord::Panic { thread, note } => {
            let (message, location) = panic(note);
            Failure::Assertion { message, thread: *thread, location }
        }
        FailureRecord::Unjoined { thread, note } => {
            let (message, location) = panic(note);
            Failure::UnjoinedPanic { message, thread: *thread, location }
        }
        FailureRecord::Race { object, first, second, weak, .. } => Failure::DataRace {
            object: *object,
            first: *first,
            second: *second,
            missing: weak.then(|| super::remarks::missing_edge(trace, *first, *second)).flatten(),
        },
        FailureRecord::NeverJoined { thread } => never_joined(execution, *thread),
        FailureRecord::Stuck => stuck(execution, trace),
        FailureRecord::GaveUp(_) => unreachable!("a verdict about the search is no counterexample"),
    }
}

fn panic(note: &PanicNote) -> (String, Location) {
    (note.message.clone(), source::locate(&note.file, note.line))
}

fn never_joined(execution: &Execution, thread: usize) -> Failure {
    let next = execution.threads[thread].pending.expect("it has yet to do something");
    let spawns = |step: &&StepRecord| {
        step.operation == crate::trace::Operation::Spawn && step.target == Some(thread)
    };
    let spawned = execution.steps.iter().find(spawns).map_or(next.location, |step| step.location);
    Failure::NeverJoined {
        thread,
        operation: next.operation,
        object: Some(super::why::shown_object(execution, &next) as usize)
            .filter(|&o| o < execution.objects.len()),
        location: source::locate(next.location.file(), next.location.line()),
        spawned: Box::new(source::locate(spawned.file(), spawned.line())),
    }
}

fn stuck(execution: &Execution, trace: &Trace) -> Failure {
    let waiting: Vec<Waiting> = (0..execution.threads.len())
        .filter(|&t| !execution.threads[t].done)
        .filter_map(|t| Some(waiting(execution, trace, t, &execution.threads[t].pending?)))
        .collect();
    if waiting.iter().any(|w| w.reads.is_some() || w.timeouts > 0) {
        Failure::Spin { waiting }
    } else if super::sleepers::is_lost_wakeup(&waiting) {
        Failure::LostWakeup { waiting }
    } else {
        Failure::Deadlock { waiting }
    }
}

/// A thread that waits, with nothing said yet about what it waits for.
pub(super) fn nothing(thread: usize, pending: &Request) -> Waiting {
    Waiting {
        thread,
        operation: pending.operation,
        object: None,
        on: None,
        since: None,
        from: None,
        gone: None,
        reads: None,
        asleep_since: None,
        missed: None,
        passed_over: None,
        sleeps_while: None,
        timeouts: 0,
        why: None,
        location: source::locate(pending.location.file(), pending.location.line()),
    }
}

/// A thread that has to wait at its next operation, while others can still run. A picture ends with it.
pub(crate) fn held_up(execution: &Execution, thread: usize) -> Option<Waiting> {
    let pending = execution.threads.get(thread)?.pending?;
    let mut waiting = nothing(thread, &pending);
    waiting.object = Some(super::why::shown_object(execution, &pending) as usize)
        .filter(|&o| o < execution.objects.len());
    waiting.from = execution.threads[thread].waiting_since;
    Some(waiting)
}

fn waiting(execution: &Execution, trace: &Trace, thread: usize, pending: &Request) -> Waiting {
    let waiting = waits_for(execution, trace, thread, pending);
    let gone = waiting.on.filter(|&on| execution.threads[on].done).map(|on| {
        match &execution.threads[on].panic {
            Some(note) if execution.threads[on].panicked => {
                let place = source::locate(&note.file, note.line);
                format!("panicked: {} ({})", note.message, crate::trace::words::at(&place))
            }
            _ => "has returned since".into(),
        }
    });
    Waiting { gone, ..waiting }
}

fn waits_for(execution: &Execution, trace: &Trace, thread: usize, pending: &Request) -> Waiting {
    let mut waiting = nothing(thread, pending);
    waiting.from = execution.threads[thread].waiting_since;
    waiting.object = Some(super::why::shown_object(execution, pending) as usize)
        .filter(|&o| o < execution.objects.len());
    match pending.wait {
        Wait::Free => {
            if let State::Mutex(mutex) = &execution.objects[pending.object as usize].state
                && let Some(holder) = mutex.holder
            {
                waiting.on = Some(holder);
                waiting.since = Some(mutex.taken);
                return waiting;
            }
        }
        Wait::Ended(other) => waiting.on = Some(other),
        Wait::Scope(scope) => {
            let unfinished = |t: &&usize| !execution.threads[**t].done;
            waiting.on = execution.scopes[scope].iter().find(unfinished).copied();
        }
        Wait::Token | Wait::Notified | Wait::Time | Wait::Clock(_) => {
            super::sleepers::sleeps(execution, trace, pending, &mut waiting);
        }
        Wait::Message if execution.keeps_timing_out(thread) => waiting.timeouts = 1,
        Wait::Ready | Wait::Start | Wait::Roused => {}
        Wait::Read
        | Wait::Write
        | Wait::Opened(_)
        | Wait::NotRunning
        | Wait::Over
        | Wait::Complete
        | Wait::Message
        | Wait::Room
        | Wait::Taken(_) => {
            let names = Names {
                thread: &|t| trace.threads[t].name.clone(),
                object: &|o| trace.objects[o as usize].name.clone(),
                number: &|step| {
                    (step < trace.steps.len()).then(|| crate::trace::words::number(trace, step))
                },
            };
            super::why::explain(execution, thread, pending, &names, &mut waiting);
        }
    }
    // Of several looks in a round, the picture shows the one that the thread is about to take.
    let me = &execution.threads[thread];
    let comes_next = |object: u32| me.pending.is_some_and(|pending| pending.object == object);
    let mut looks = me.reads.spins_on().rev();
    let spins_on = looks.clone().find(|look| comes_next(look.1)).or_else(|| looks.next());
    if let Some(other) = spins_on.and_then(|(_, object, _)| ended_thread(object)) {
        waiting.on = Some(other);
        waiting.reads = Some("false".into());
        waiting.why = Some(format!("{} has not finished", trace.threads[other].name));
    }
    if let Some((_, object, value)) = spins_on
        && let Some(raw) = execution.objects.get(object as usize)
    {
        waiting.object = Some(object as usize);
        waiting.reads = Some(raw.shape.show(value));
        if let Some(found) = super::why::finding(&raw.state, value) {
            waiting.reads = Some(found.into());
        }
        if let State::Mutex(mutex) = &raw.state {
            waiting.on = mutex.holder;
            waiting.since = mutex.holder.map(|_| mutex.taken);
        } else {
            // The last step that gave it its present value; storing the same value again doesn't count.
            waiting.since = trace.steps.iter().rposition(|step| {
                step.object == Some(object as usize)
                    && step.wrote.is_some()
                    && step.wrote != step.read
            });
            waiting.on = waiting.since.map(|step| trace.steps[step].thread);
        }
    }
    if let Some(round) = round(execution, trace, thread) {
        waiting.reads.get_or_insert_default();
        waiting.why = Some(round);
    }
    waiting
}

/// What a spinning thread finds in each round, if it looks at more than one thing.
fn round(execution: &Execution, trace: &Trace, thread: usize) -> Option<String> {
    let found = |(location, object, value): (&'static std::panic::Location<'static>, u32, u64)| {
        let place = at(&source::locate(location.file(), location.line()));
        if let Some(other) = ended_thread(object) {
            return format!("{} has not finished ({place})", trace.threads[other].name);
        }
        let Some(raw) = execution.objects.get(object as usize) else {
            return format!("no other thread takes a step ({place})");
        };
        let name = &trace.objects[object as usize].name;
        let found = super::why::finding(&raw.state, value).map(String::from);
        let value = found.unwrap_or_else(|| raw.shape.show(value));
        if let State::Cell(_) = raw.state {
            return format!("`{name}` stays as it is ({place})");
        }
        format!("`{name}` stays {value} ({place})")
    };
    let looks: Vec<String> = execution.threads[thread].reads.spins_on().map(found).collect();
    let (last, others) = looks.split_last()?;
    if execution.threads[thread].reads.watches(ANYTHING) && others.is_empty() {
        let looked =
            |step: &&StepRecord| step.thread == thread && step.operation != Operation::Yield;
        let last = execution.steps.iter().rev().find(looked).filter(|step| step.read.is_some());
        let hint = last.map_or(String::new(), |step| {
            let place = source::locate(step.location.file(), step.location.line());
            format!("; it last looked at {}: does that belong inside the loop?", at(&place))
        });
        return Some(format!("it does nothing but yield, and no other thread takes a step{hint}"));
    }
    (!others.is_empty()).then(|| format!("in each round {} and {last}", others.join(", ")))
}
