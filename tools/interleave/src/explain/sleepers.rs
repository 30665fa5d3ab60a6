//! Why a sleeper isn't woken: which wakeup it missed, or which one woke another thread.

use crate::machine::execution::Execution;
use crate::machine::request::{Request, Wait};
use crate::trace::{Failure, Operation, Step, Trace, Waiting};

/// Whether the blocked threads wait for a sleeper: one of them sleeps, and no threads wait for each other in a cycle.
pub(crate) fn is_lost_wakeup(waiting: &[Waiting]) -> bool {
    let waits_for = |thread: usize| waiting.iter().find(|w| w.thread == thread)?.on;
    let in_circle = |start: usize| {
        let mut thread = waits_for(start);
        for _ in 0..waiting.len() {
            match thread {
                Some(t) if t == start => return true,
                Some(t) => thread = waits_for(t),
                None => return false,
            }
        }
        false
    };
    waiting.iter().any(Waiting::sleeps) && !waiting.iter().any(|w| in_circle(w.thread))
}

/// Fills in what is known about a sleeper.
pub(crate) fn sleeps(
    execution: &Execution,
    trace: &Trace,
    pending: &Request,
    waiting: &mut Waiting,
) {
    let sleep = &execution.threads[waiting.thread].sleep;
    waiting.asleep_since = sleep.since;
    if execution.keeps_timing_out(waiting.thread) {
        waiting.timeouts = sleep.timeouts as usize;
        // A sleep isn't a wait that counts its timeouts.
        waiting.timeouts = waiting.timeouts.max(1);
    }
    if let Wait::Clock(_) = pending.wait {
        waiting.timeouts = 1;
        return;
    }
    let Some(began) = sleep.since.map(|step| &trace.steps[step]) else {
        // Parking is a single step, which hasn't been taken.
        waiting.missed = swallowed(trace, waiting.thread);
        return;
    };
    waiting.object = began.object;
    if pending.operation == Operation::FutexWait
        && let (Some(expected), Some(object)) = (&began.expected, began.object)
    {
        let raw = &execution.objects[object];
        let newest = execution.newest_value(object as u32);
        waiting.sleeps_while = Some((expected.clone(), raw.shape.show(newest)));
    }
    let since = sleep.since.unwrap_or(0);
    let about =
        |step: &Step| step.is_wakeup() && step.object == began.object && step.object.is_some();
    waiting.missed = trace.steps[..since].iter().rposition(|s| about(s) && s.woke_nobody());
    waiting.passed_over = trace.steps[since..]
        .iter()
        .rposition(|s| about(s) && !s.woke_nobody())
        .map(|step| since + step);
}

/// The last unpark of a thread that found its token there already.
fn swallowed(trace: &Trace, thread: usize) -> Option<usize> {
    let (mut token, mut last) = (false, None);
    for (i, step) in trace.steps.iter().enumerate() {
        let uses_it_up = step.operation == Operation::Park
            || (step.operation == Operation::ParkTimeout && step.time.is_none());
        if step.operation == Operation::Unpark && step.target == Some(thread) {
            last = if token { Some(i) } else { last };
            token = true;
        } else if uses_it_up && step.thread == thread {
            token = false;
        }
    }
    last
}

/// In the story of a lost wakeup, marks the wakeup that was lost.
pub(crate) fn remarks(trace: &mut Trace, failure: &Failure) {
    let Failure::LostWakeup { waiting } = failure else { return };
    for w in waiting {
        if let (Some(step), None) = (w.missed, w.passed_over) {
            let is_unpark = trace.steps[step].operation == Operation::Unpark;
            let why = if is_unpark {
                "the token is there already"
            } else {
                "no thread is asleep: the wakeup is lost"
            };
            trace.steps[step].note = Some(why.into());
        }
    }
}
