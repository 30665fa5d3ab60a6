//! Turns a recorded execution into a trace that a person can read: names, values, lines and remarks.

mod arrows;
pub(crate) mod effort;
mod failure;
mod names;
mod remarks;
mod sleepers;
mod why;

use std::collections::HashMap;
use std::time::Duration;

use crate::machine::execution::{Execution, FailureRecord, StepRecord};
use crate::machine::object::{Shape, State};
use crate::machine::probe::period;
use crate::machine::request::NO_OBJECT;
use crate::machine::thread_set::threads;
use crate::machine::thread_state::{PanicNote, Turn};
use crate::source;
use crate::trace::schedule::letter;
use crate::trace::{
    Cause, Counterexample, FORMAT, Failure, Phase, Schedule, Stale, Step, Thread, Trace,
};
use failure::failure;
use names::objects;

pub(crate) use failure::held_up;
pub(crate) use names::{holder, object_name, operation_on, shown_name, thread_name, wish};

/// A failed execution as a counterexample.
pub(crate) fn counterexample(execution: &Execution, executions: u64) -> Counterexample {
    let mut trace = trace(execution);
    let failure = failure(execution, &trace);
    let is_race = matches!(failure, Failure::DataRace { .. });
    if execution.phase == Phase::Memory || is_race {
        draw_arrows(execution, &mut trace, |_, _| true);
    }
    remarks::add(&mut trace, &failure);
    if let Some(FailureRecord::Race { first, second, frees: true, .. }) = execution.failure {
        remarks::frees(&mut trace, first, second);
    }
    let weak_race = matches!(execution.failure, Some(FailureRecord::Race { weak: true, .. }));
    let stale = execution.steps.iter().any(|step| step.stale.is_some());
    let cause = if weak_race || stale { Cause::MemoryOrdering } else { Cause::OrderOfSteps };
    Counterexample {
        failure,
        phase: execution.phase,
        cause,
        preemptions: execution.preemptions,
        executions,
        schedule: schedule_of(execution),
        trace,
    }
}

/// The choices that an execution made.
pub(crate) fn schedule_of(execution: &Execution) -> Schedule {
    let turn = |turn: &Turn| {
        let alternatives = turn.alternatives.as_slice().iter().map(|n| format!(":{n}"));
        format!("{}{}", letter(turn.thread), alternatives.collect::<String>())
    };
    Schedule::new(execution.turns.iter().map(turn), execution.counts_are_steps)
}

/// A run as a trace, with the remarks that need no failure.
pub(crate) fn trace_of(execution: &Execution) -> Trace {
    let mut trace = trace(execution);
    let strict = execution.phase == Phase::Memory;
    draw_arrows(execution, &mut trace, |from, to| strict || !arrows::is_plain(execution, from, to));
    remarks::lost_updates(&mut trace);
    trace
}

/// Notes for each step which releases it acquires, if that is worth drawing.
fn draw_arrows(execution: &Execution, trace: &mut Trace, is_drawn: impl Fn(usize, usize) -> bool) {
    for (to, (step, mut found)) in trace.steps.iter_mut().zip(arrows::of(execution)).enumerate() {
        found.retain(|&from| is_drawn(from, to));
        step.synchronizes_with = found;
    }
}

/// A run as a trace, and its failure if it has one. There are no arrows, because the trace is about the order of steps.
pub(crate) fn run_of(execution: &Execution) -> (Trace, Option<Failure>) {
    let mut trace = trace(execution);
    remarks::lost_updates(&mut trace);
    let failure = execution.failure.is_some().then(|| failure(execution, &trace));
    (trace, failure)
}

/// How many steps at the end of an endless run are examined, and how many are shown at most.
const TAIL: usize = 400;
const MOST_SHOWN: usize = 16;

/// The last two rounds of an endless run: those of the thread that took the most steps lately, with what other
/// threads did meanwhile.
pub(crate) fn last_rounds(execution: &Execution) -> Trace {
    let steps = &execution.steps;
    let tail = steps.len().saturating_sub(TAIL);
    let count = |thread: usize| steps[tail..].iter().filter(|s| s.thread == thread).count();
    let busiest = (0..execution.threads.len()).max_by_key(|&thread| count(thread)).unwrap_or(0);
    let places: Vec<u64> = steps[tail..]
        .iter()
        .filter(|step| step.thread == busiest)
        .map(|step| (u64::from(step.location.line()) << 32) ^ u64::from(step.object))
        .collect();
    let shown = (2 * period(&places[places.len() / 2..])).min(MOST_SHOWN);
    let mut own = (tail..steps.len()).rev().filter(|&i| steps[i].thread == busiest);
    let from = own.nth(shown.saturating_sub(1)).unwrap_or(tail).max(steps.len() - MOST_SHOWN);
    let mut trace = trace(execution);
    trace.steps.drain(..from);
    for step in &mut trace.steps {
        // The steps that these refer to aren't shown.
        (step.stale, step.waited_since, step.woken_by) = (None, None, None);
        step.synchronizes_with.clear();
    }
    trace
}

/// The report of a run that is about to abort the process.
pub(crate) fn last_words(execution: &mut Execution, thread: usize, message: &str) -> String {
    let note = execution.threads[thread].panic.clone();
    let note = note.unwrap_or_else(|| PanicNote::without_place(message));
    execution.failure = Some(FailureRecord::Panic { thread, note });
    let counterexample = counterexample(execution, 1);
    execution.failure = None;
    format!("{counterexample}\n{message}: the process ends here\n")
}

fn trace(execution: &Execution) -> Trace {
    let mut values = Values { pointers: HashMap::new() };
    let thread = |t: usize| Thread { name: thread_name(execution, t) };
    let threads = (0..execution.threads.len()).map(thread).collect();
    let mut objects = objects(execution);
    for (object, raw) in objects.iter_mut().zip(&execution.objects) {
        let initial = match &raw.state {
            State::Atomic(atomic) => Some(atomic.store(0).value),
            State::Mutex(mutex) => mutex.initial,
            State::RwLock(lock) => lock.initial,
            State::Once(once) => once.initial,
            State::Condvar(_)
            | State::Cell(_)
            | State::Barrier(_)
            | State::Channel(_)
            | State::Sender => None,
        };
        object.initial = initial.map(|value| values.show(raw.shape, value));
    }
    let steps = execution.steps.iter().map(|step| explain(execution, step, &mut values)).collect();
    Trace { version: FORMAT, threads, objects, steps, belief: execution.rules.belief }
}

fn explain(execution: &Execution, raw: &StepRecord, values: &mut Values) -> Step {
    let shape = execution.objects.get(raw.object as usize).map_or(Shape::Hidden, |o| o.shape);
    // The value that a wait leaves in the lock that it releases is shown as the lock shows it.
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
        synchronizes_with: Vec::new(),
        waited_since: raw.waited_since,
        spins: raw.spins,
        woke: raw.wait.woke.map(|woke| threads(woke).collect()),
        woken_by: raw.wait.woken_by,
        lock: raw.wait.lock.map(|lock| lock as usize),
        expected: raw.wait.expected.map(&mut show),
        time: raw.wait.nanos.map(|nanos| span(Duration::from_nanos(nanos))),
        location: source::locate(raw.location.file(), raw.location.line()),
        note: said_when_poisoning(execution, raw),
    }
}

/// A length of time as people write it: `5 ms`.
fn span(time: Duration) -> String {
    if time.is_zero() {
        return "0 s".into();
    }
    let text = format!("{time:?}");
    let unit = text.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(text.len());
    format!("{} {}", &text[..unit], &text[unit..])
}

/// The message of the panic that poisons a lock in this step.
fn said_when_poisoning(execution: &Execution, raw: &StepRecord) -> Option<String> {
    let poisons = raw.operation == crate::trace::Operation::UnlockPoisoned;
    let note = execution.threads[raw.thread].panic.as_ref().filter(|_| poisons)?;
    Some(format!("panics: {}", crate::trace::words::in_one_line(&note.message)))
}

/// Shows values as they are, but addresses by the order of their appearance, because they differ between runs.
struct Values {
    pointers: HashMap<u64, usize>,
}

impl Values {
    fn show(&mut self, shape: Shape, value: u64) -> String {
        if shape != Shape::Pointer || value == 0 {
            return shape.show(value);
        }
        let next = self.pointers.len() + 1;
        format!("pointer {}", self.pointers.entry(value).or_insert(next))
    }
}
