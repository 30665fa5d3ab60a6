//! Which threads wait at a step, and for what.

use super::{at, number};
use crate::run::{Operation, Step, Trace, Waiting};

impl Trace {
    /// The threads that wait while step `index` is taken; `stuck` are those that wait forever.
    ///
    /// A thread that wants a lock waits until it is free. A thread that joins isn't drawn as waiting, because it
    /// has nothing to do.
    pub fn waiting_at(&self, stuck: &[Waiting], index: usize) -> Vec<usize> {
        let waits = |thread: &usize| {
            let (thread, mut later) = (*thread, self.steps[index..].iter().enumerate());
            match later.find(|(_, step)| step.thread == thread) {
                Some((ahead, step)) => {
                    ahead > 0
                        && step.operation != Operation::Join
                        && step.waited_since.is_some_and(|since| since <= index)
                        && (step.operation != Operation::Lock
                            || step.woken_by.is_some()
                            || self.is_held(step.object, index))
                        && (step.operation != Operation::ReadLock
                            || self.is_written(step.object, index))
                }
                None => stuck.iter().any(|w| {
                    let began = w.from.is_some_and(|from| from <= index);
                    w.thread == thread && w.operation != Operation::Join && began
                }),
            }
        };
        (0..self.threads.len()).filter(waits).collect()
    }

    /// Whether a thread holds the lock just before step `index`.
    fn is_held(&self, lock: Option<usize>, index: usize) -> bool {
        let last = self.steps[..index].iter().rev().find(|step| {
            let takes = matches!(step.operation, Operation::Lock | Operation::TryLock);
            step.object == lock && (takes || step.operation.is_drop())
                || step.lock.is_some() && step.lock == lock
        });
        last.is_some_and(|step| !step.operation.is_drop() && step.lock.is_none())
    }

    /// Whether a thread holds the lock for writing just before step `index`.
    fn is_written(&self, lock: Option<usize>, index: usize) -> bool {
        let writes = |step: &&Step| {
            let write = matches!(step.operation, Operation::WriteLock | Operation::TryWriteLock);
            step.object == lock && write
        };
        let before = &self.steps[..index];
        let Some(taken) = before.iter().rposition(|step| writes(&step)) else { return false };
        let ends = |step: &Step| {
            let end = step.operation.is_drop() || step.operation == Operation::Downgrade;
            step.object == lock && step.thread == before[taken].thread && end
        };
        !before[taken..].iter().any(ends)
    }
}

/// Which thread waits for what, where, and why in vain.
pub(crate) fn waits(trace: &Trace, w: &Waiting) -> String {
    let name = |t: usize| trace.threads[t].name.as_str();
    let who = name(w.thread);
    let place = at(&w.location);
    let object = w.object.map_or("", |o| trace.objects[o].name.as_str());
    let since = |verb: &str| match w.since {
        Some(step) => {
            let s = &trace.steps[step];
            let gone = w.gone.as_ref().map_or(String::new(), |gone| format!(", and {gone}"));
            let (who, number) = (name(s.thread), number(trace, step));
            format!("{who} {verb} in step {number} ({}){gone}", at(&s.location))
        }
        None => String::new(),
    };
    if let (Some(_), Some(why)) = (&w.reads, &w.why) {
        return format!("{who} spins at {place}: {why}");
    }
    if let Some(reads) = &w.reads {
        let set = match w.since {
            Some(_) if w.object.is_some_and(|o| trace.objects[o].kind.starts_with("Atomic")) => {
                since("set it")
            }
            Some(_) if reads == "held" => since("acquired it"),
            Some(_) => since("made it so"),
            None => "it has been so from the start".into(),
        };
        return format!("{who} spins at {place}: `{object}` stays {reads}; {set}");
    }
    if let Some(why) = &w.why {
        return format!("{who} waits at {place} {why}");
    }
    if w.operation == Operation::Lock {
        let itself = if w.on == Some(w.thread) { ", which it holds itself" } else { "" };
        let acquired = since("acquired it");
        return format!("{who} waits at {place} for the lock `{object}`{itself}: {acquired}");
    }
    if w.operation == Operation::Join {
        return format!("{who} waits at {place} for {} to end", w.on.map_or("a thread", name));
    }
    if w.operation == Operation::Park {
        return format!("{who} is parked at {place}, and no thread will unpark it");
    }
    format!("{who} waits at {place}")
}
