//! From a recorded execution to a trace that a person can read: names, values, lines and remarks.

use std::collections::HashMap;
use std::time::Duration;

use crate::actor::PanicNote;
use crate::execution::{Execution, RawFailure, RawStep};
use crate::object::{Shape, State};
use crate::pending::{NO_OBJECT, Pending, Wait, futex};
use crate::schedule::{Schedule, letter};
use crate::search::threads;
use crate::source;
use crate::trace::{
    Cause, Counterexample, FORMAT, Failure, Location, Object, Stale, Step, Thread, Trace, Waiting,
};
use crate::why::Names;

/// A failed execution as a counterexample.
pub(crate) fn counterexample(execution: &Execution, executions: u64) -> Counterexample {
    let mut trace = trace(execution);
    let failure = failure(execution, &trace);
    crate::remarks::add(&mut trace, &failure);
    let weak_race = matches!(execution.failure, Some(RawFailure::Race { weak: true, .. }));
    let stale = execution.steps.iter().any(|step| step.stale.is_some());
    let cause = if weak_race || stale { Cause::MemoryOrdering } else { Cause::OrderOfSteps };
    Counterexample {
        failure,
        phase: execution.phase,
        cause,
        preemptions: execution.preemptions,
        executions,
        schedule: Schedule::of(execution),
        trace,
    }
}

/// A run as a trace, with the remarks that need no failure.
pub(crate) fn trace_of(execution: &Execution) -> Trace {
    let mut trace = trace(execution);
    crate::remarks::lost_updates(&mut trace);
    trace
}

/// A run as a trace, and its failure if it has one.
pub(crate) fn run_of(execution: &Execution) -> (Trace, Option<Failure>) {
    let trace = trace_of(execution);
    let failure = execution.failure.is_some().then(|| failure(execution, &trace));
    (trace, failure)
}

/// The report of a run that is about to abort the process.
pub(crate) fn last_words(execution: &mut Execution, thread: usize, message: &str) -> String {
    let note = execution.threads[thread].panic.clone();
    let note = note.unwrap_or_else(|| PanicNote::without_place(message));
    execution.failure = Some(RawFailure::Panic { thread, note });
    let counterexample = counterexample(execution, 1);
    execution.failure = None;
    format!("{counterexample}\n{message}: the process ends here\n")
}

/// What the source calls an object, for messages.
pub(crate) fn object_name(execution: &Execution, object: u32) -> String {
    if object as usize >= execution.objects.len() {
        let queue = (0..execution.world.futexes.len()).find(|&q| futex(q) == object);
        let atomic = queue.map_or(NO_OBJECT, |queue| execution.atomic_at(queue));
        return match objects(execution).get(atomic as usize) {
            Some(atomic) => atomic.name.clone(),
            None => "token".into(),
        };
    }
    objects(execution).swap_remove(object as usize).name
}

/// Who holds a lock.
pub(crate) fn holder(execution: &Execution, object: u32) -> Option<usize> {
    match &execution.objects.get(object as usize)?.state {
        State::Mutex(mutex) => mutex.holder,
        _ => None,
    }
}

/// An operation that has yet to happen, with its object: `balance.store`.
pub(crate) fn operation_on(execution: &Execution, pending: &Pending) -> String {
    let verb = crate::words::verb(pending.operation);
    match crate::why::shown_object(execution, pending) {
        NO_OBJECT => verb.to_string(),
        object => format!("`{}.{verb}`", object_name(execution, object)),
    }
}

/// What a thread waits for, and why, for messages: ` to read …`.
pub(crate) fn wish(execution: &Execution, thread: usize, pending: &Pending) -> String {
    let names = Names {
        thread: &|t| letter(t).to_string(),
        object: &|o| object_name(execution, o),
        number: &|_| None,
    };
    let mut waiting = nothing(thread, pending);
    crate::why::explain(execution, thread, pending, &names, &mut waiting);
    waiting.why.map_or(String::new(), |why| format!(" {why}"))
}

/// A value of an atomic, by its shape.
pub(crate) fn show(shape: Shape, value: u64) -> String {
    match shape {
        Shape::Bool => (value != 0).to_string(),
        Shape::Unsigned => value.to_string(),
        Shape::Signed => (value as i64).to_string(),
        Shape::Pointer if value == 0 => "null".into(),
        Shape::Pointer => format!("{value:#x}"),
        Shape::Hidden => String::new(),
    }
}

fn trace(execution: &Execution) -> Trace {
    let mut values = Values { pointers: HashMap::new() };
    let threads = (0..execution.threads.len())
        .map(|t| {
            let name = execution.threads[t].name.clone();
            let unnamed = || if t == 0 { "main".into() } else { letter(t).to_string() };
            Thread { name: name.unwrap_or_else(unnamed) }
        })
        .collect();
    let mut objects = objects(execution);
    for (object, raw) in objects.iter_mut().zip(&execution.objects) {
        let initial = match &raw.state {
            State::Atomic(atomic) => Some(atomic.stores[0].value),
            State::Mutex(mutex) => mutex.initial,
            State::RwLock(lock) => lock.initial,
            State::Once(once) => once.initial,
            _ => None,
        };
        object.initial = initial.map(|value| values.show(raw.shape, value));
    }
    let steps = execution.steps.iter().map(|step| explain(execution, step, &mut values)).collect();
    Trace { version: FORMAT, threads, objects, steps }
}

fn explain(execution: &Execution, raw: &RawStep, values: &mut Values) -> Step {
    let shape = execution.objects.get(raw.object as usize).map_or(Shape::Hidden, |o| o.shape);
    // What a wait leaves in the lock that it gives back is shown as the lock shows it.
    let shape = raw.wait.lock.map_or(shape, |lock| execution.objects[lock as usize].shape);
    let shape = if raw.operation.asks() { Shape::Bool } else { shape };
    let mut show = |value: u64| values.show(shape, value);
    Step {
        thread: raw.thread,
        operation: raw.operation,
        object: (raw.object != NO_OBJECT).then_some(raw.object as usize),
        target: raw.target,
        read: raw.read.map(&mut show),
        wrote: raw.wrote.map(&mut show),
        ordering: raw.ordering.map(|ordering| format!("{ordering:?}")),
        stale: raw.stale.map(|(value, step)| Stale { newest: show(value), stored_by: step }),
        waited_since: raw.waited_since,
        spins: raw.spins,
        woke: raw.wait.woke.map(|woke| threads(woke).collect()),
        woken_by: raw.wait.woken_by,
        lock: raw.wait.lock.map(|lock| lock as usize),
        expected: raw.wait.expected.map(&mut show),
        time: raw.wait.nanos.map(|nanos| crate::lost::span(Duration::from_nanos(nanos))),
        location: source::locate(raw.location.file(), raw.location.line()),
        note: said_when_poisoning(execution, raw),
    }
}

/// What the panic said that poisons a lock in this step.
fn said_when_poisoning(execution: &Execution, raw: &RawStep) -> Option<String> {
    let poisons = raw.operation == crate::trace::Operation::UnlockPoisoned;
    let note = execution.threads[raw.thread].panic.as_ref().filter(|_| poisons)?;
    Some(format!("panics: {}", crate::words::in_one_line(&note.message)))
}

/// Values are shown as they are, but addresses by the order of their appearance: they differ between runs.
struct Values {
    pointers: HashMap<u64, usize>,
}

impl Values {
    fn show(&mut self, shape: Shape, value: u64) -> String {
        if shape != Shape::Pointer || value == 0 {
            return show(shape, value);
        }
        let next = self.pointers.len() + 1;
        format!("pointer {}", self.pointers.entry(value).or_insert(next))
    }
}

fn objects(execution: &Execution) -> Vec<Object> {
    let name = |object: &crate::object::Object| {
        let place = object.first_use;
        let name = source::receiver(place.file(), place.line(), place.column())
            .or_else(|| crate::lost::argument(place))
            // `*LAZY` and `for x in rx` call a method of the object without naming one.
            .or_else(|| {
                let unspoken = matches!(object.kind, "LazyLock" | "Receiver");
                unspoken
                    .then(|| source::named_at(place.file(), place.line(), place.column()))
                    .flatten()
            })
            .unwrap_or_else(|| object.kind.to_string());
        // What is watched of an `Rc` is not what the source calls by this name.
        if object.kind == crate::rc::KIND { format!("{name}.count") } else { name }
    };
    let names: Vec<String> = execution.objects.iter().map(name).collect();
    let is_taken = |name: &String| names.iter().filter(|other| *other == name).count() > 1;
    let number = |i: usize| names[..=i].iter().filter(|other| **other == names[i]).count();
    let object = |(i, name): (usize, &String)| Object {
        name: if is_taken(name) { format!("{name}#{}", number(i)) } else { name.clone() },
        kind: execution.objects[i].kind.to_string(),
        initial: None,
    };
    names.iter().enumerate().map(object).collect()
}

fn failure(execution: &Execution, trace: &Trace) -> Failure {
    match execution.failure.as_ref().expect("only a failed execution is explained") {
        RawFailure::Panic { thread, note } => {
            let (message, location) = panic(note);
            Failure::Assertion { message, thread: *thread, location }
        }
        RawFailure::Unjoined { thread, note } => {
            let (message, location) = panic(note);
            Failure::UnjoinedPanic { message, thread: *thread, location }
        }
        RawFailure::Race { object, first, second, weak } => Failure::DataRace {
            object: *object,
            first: *first,
            second: *second,
            missing: weak.then(|| crate::remarks::missing_edge(trace, *first, *second)).flatten(),
        },
        RawFailure::NeverJoined { thread } => never_joined(execution, *thread),
        RawFailure::Stuck => stuck(execution, trace),
        RawFailure::Search(_) => unreachable!("a verdict about the search is no counterexample"),
    }
}

fn panic(note: &PanicNote) -> (String, Location) {
    (note.message.clone(), source::locate(&note.file, note.line))
}

fn never_joined(execution: &Execution, thread: usize) -> Failure {
    let next = execution.threads[thread].pending.expect("it has yet to do something");
    let spawns = |step: &&RawStep| {
        step.operation == crate::trace::Operation::Spawn && step.target == Some(thread)
    };
    let spawned = execution.steps.iter().find(spawns).map_or(next.location, |step| step.location);
    Failure::NeverJoined {
        thread,
        operation: next.operation,
        object: Some(crate::why::shown_object(execution, &next) as usize)
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
    } else if crate::lost::is_lost_wakeup(&waiting) {
        Failure::LostWakeup { waiting }
    } else {
        Failure::Deadlock { waiting }
    }
}

/// A thread that waits, with nothing said yet of what for.
fn nothing(thread: usize, pending: &Pending) -> Waiting {
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

fn waiting(execution: &Execution, trace: &Trace, thread: usize, pending: &Pending) -> Waiting {
    let waiting = waits_for(execution, trace, thread, pending);
    let gone = waiting.on.filter(|&on| execution.threads[on].done).map(|on| {
        match &execution.threads[on].panic {
            Some(note) if execution.threads[on].panicked => {
                let place = source::locate(&note.file, note.line);
                format!("panicked: {} ({})", note.message, crate::words::at(&place))
            }
            _ => "has returned since".into(),
        }
    });
    Waiting { gone, ..waiting }
}

fn waits_for(execution: &Execution, trace: &Trace, thread: usize, pending: &Pending) -> Waiting {
    let mut waiting = nothing(thread, pending);
    waiting.from = execution.threads[thread].waiting_since;
    waiting.object = Some(crate::why::shown_object(execution, pending) as usize)
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
            crate::lost::sleeps(execution, trace, pending, &mut waiting);
        }
        Wait::Message if execution.keeps_timing_out(thread) => waiting.timeouts = 1,
        Wait::Ready | Wait::Start | Wait::Roused => {}
        _ => {
            let names = Names {
                thread: &|t| trace.threads[t].name.clone(),
                object: &|o| trace.objects[o as usize].name.clone(),
                number: &|step| {
                    (step < trace.steps.len()).then(|| crate::words::number(trace, step))
                },
            };
            crate::why::explain(execution, thread, pending, &names, &mut waiting);
        }
    }
    let spins_on = execution.threads[thread].reads.spins_on();
    if let Some(other) = spins_on.and_then(|(object, _)| crate::pending::ended_thread(object)) {
        waiting.on = Some(other);
        waiting.reads = Some("false".into());
        waiting.why = Some(format!("{} has not finished", trace.threads[other].name));
    }
    if let Some((object, value)) = spins_on
        && let Some(raw) = execution.objects.get(object as usize)
    {
        waiting.object = Some(object as usize);
        waiting.reads = Some(show(raw.shape, value));
        match &raw.state {
            State::Mutex(mutex) => {
                waiting.reads = Some(if mutex.holder.is_some() { "held" } else { "free" }.into());
                waiting.on = mutex.holder;
                waiting.since = mutex.holder.map(|_| mutex.taken);
            }
            state => {
                if let Some(found) = crate::why::finding(state, value) {
                    waiting.reads = Some(found);
                }
                // Who last made it what it is; putting back the same value does not count.
                waiting.since = trace.steps.iter().rposition(|step| {
                    step.object == Some(object as usize)
                        && step.wrote.is_some()
                        && step.wrote != step.read
                });
                waiting.on = waiting.since.map(|step| trace.steps[step].thread);
            }
        }
    }
    waiting
}
