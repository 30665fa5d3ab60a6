//! Steps and failures in words: what the terminal, the book and the runner say alike.

use crate::trace::{Cause, Counterexample, Failure, Location, Operation, Step, Trace, Waiting};
use crate::verbs;
use crate::waits::culprits;

impl Trace {
    /// The steps worth showing, as indices: starting and joining threads is left out.
    ///
    /// People count what they see, so the first of these is "step 1".
    pub fn shown(&self) -> Vec<usize> {
        (0..self.steps.len()).filter(|&i| is_shown(&self.steps[i])).collect()
    }

    /// The threads that take a step that is shown, as indices.
    pub fn shown_threads(&self) -> Vec<usize> {
        let acts = |t: &usize| self.steps.iter().any(|s| s.thread == *t && is_shown(s));
        (0..self.threads.len()).filter(|t| *t > 0 || acts(t)).collect()
    }

    /// How many threads take a step that is shown.
    fn acting(&self) -> usize {
        let acts = |t: &usize| self.steps.iter().any(|s| s.thread == *t && is_shown(s));
        (0..self.threads.len()).filter(acts).count()
    }

    /// The first thing that happened for no reason, if anything did.
    fn by_chance(&self) -> Option<Operation> {
        let chance = [Operation::FailedSpuriously, Operation::WokeSpuriously];
        self.steps.iter().map(|step| step.operation).find(|operation| chance.contains(operation))
    }

    /// The threads that wait while step `index` is taken; `stuck` are those that wait for ever.
    ///
    /// Whoever wants a lock waits until it is free. Who joins has nothing to do: that is no waiting to speak of.
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

    /// Whether somebody has the lock just before step `index`.
    fn is_held(&self, lock: Option<usize>, index: usize) -> bool {
        let last = self.steps[..index].iter().rev().find(|step| {
            let takes = matches!(step.operation, Operation::Lock | Operation::TryLock);
            step.object == lock && (takes || step.operation.is_drop())
                || step.lock.is_some() && step.lock == lock
        });
        last.is_some_and(|step| !step.operation.is_drop() && step.lock.is_none())
    }

    /// Whether somebody has the lock for writing just before step `index`.
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

impl Step {
    /// The step in a few words: `balance.load → 0`.
    pub fn label(&self, trace: &Trace) -> String {
        let name = |i: usize| trace.threads[i].name.as_str();
        let target = self.target.map_or("", name);
        let what = action(trace, self);
        let read = self.read.as_deref().unwrap_or("?");
        let wrote = self.wrote.as_deref().unwrap_or("?");
        if let Some(label) = verbs::label(self, &what, target) {
            return label;
        }
        match self.operation {
            Operation::Spawn => format!("spawn {target}"),
            Operation::Join => format!("join {target}"),
            Operation::Unpark => format!("unpark {target}"),
            _ if self.is_about_waiting() => self.waiting_label(trace),
            Operation::Load => format!("{what} → {read}"),
            Operation::Lock | Operation::TryLock if self.read.is_some() => {
                format!("{what} → {read}")
            }
            Operation::Unlock if self.wrote.is_some() => format!("{what} {wrote}"),
            Operation::Store => format!("{what} {wrote}"),
            Operation::CompareExchangeFailed
            | Operation::CompareExchangeWeakFailed
            | Operation::FailedSpuriously => format!("{what} fails: {read}"),
            Operation::TryLockFailed => format!("{what} fails"),
            Operation::Fence => {
                format!("fence {}", self.ordering.as_deref().unwrap_or_default())
            }
            _ if self.read.is_some() => format!("{what} {read} → {wrote}"),
            _ => what,
        }
    }

    /// Where the step stands in the source. A guard is dropped where no line says so: what is known of it is where
    /// the lock was taken. So it is with a handle that is dropped.
    pub fn place(&self) -> String {
        verbs::dropped(self).unwrap_or_else(|| at(&self.location))
    }

    /// The line of the source that takes the step; none for a guard that is dropped.
    pub fn code(&self) -> &str {
        if self.operation.is_drop() { "" } else { &self.location.source }
    }

    /// What else is to be said of the step: a remark, a stale read, how often it looked.
    pub fn remarks(&self, trace: &Trace) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(stale) = &self.stale {
            let (newest, step) = (&stale.newest, number(trace, stale.stored_by));
            remarks.push(format!("stale: misses {newest}, stored in step {step}"));
        }
        remarks.extend(self.note.clone());
        if self.operation == Operation::WokeSpuriously {
            remarks.push("a spurious wakeup".into());
        }
        if self.operation == Operation::FailedSpuriously {
            remarks.push("fails for no reason, as a weak one may".into());
        }
        if let Some(step) = self.woken_by {
            let by = name_of(trace, trace.steps[step].thread);
            remarks.push(format!("woken by {by} in step {}", number(trace, step)));
        }
        if self.spins > 0 {
            remarks.push(if self.spins == 1 { "twice" } else { "again and again" }.into());
        }
        remarks
    }
}

impl Counterexample {
    /// The kind of the failure, as exercises declare it: `assertion`, `data_race`, `deadlock`.
    pub fn kind(&self) -> &'static str {
        match self.failure {
            Failure::Assertion { .. } => "assertion",
            Failure::UnjoinedPanic { .. } => "unjoined_panic",
            Failure::DataRace { .. } => "data_race",
            Failure::Deadlock { .. } => "deadlock",
            Failure::LostWakeup { .. } => "lost_wakeup",
            Failure::Spin { .. } => "spin",
            Failure::NeverJoined { .. } => "never_joined",
        }
    }

    /// One sentence on what was found.
    pub fn headline(&self) -> String {
        match (self.cause, &self.failure) {
            (_, Failure::DataRace { .. }) => "A data race.",
            (_, Failure::Deadlock { .. }) => "A deadlock.",
            (_, Failure::LostWakeup { .. }) => "A lost wakeup.",
            (_, Failure::Spin { waiting }) if waiting.iter().any(|w| w.timeouts > 0) => {
                "Only time passes."
            }
            (_, Failure::Spin { .. }) => "A thread spins for ever.",
            (_, Failure::NeverJoined { .. }) => "A thread is never joined.",
            (Cause::OrderOfSteps, _) if self.trace.acting() < 2 => match self.trace.by_chance() {
                Some(Operation::FailedSpuriously) => "A failure for no reason breaks this.",
                Some(_) => "A spurious wakeup breaks this.",
                None => "This fails in whatever order.",
            },
            (Cause::OrderOfSteps, _) => "An interleaving breaks this.",
            (Cause::MemoryOrdering, _) => "A stale value breaks this.",
        }
        .into()
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

    /// What went wrong, in one sentence a line.
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
                lines.push("nobody joined it, so nobody would have known".into());
                lines
            }
            Failure::DataRace { object, first, second, missing } => {
                let access = |i: usize| {
                    let s = &trace.steps[i];
                    let verb = match s.operation {
                        operation if operation.only_reads_a_cell() => "reads it",
                        Operation::Borrow | Operation::BorrowMut | Operation::BorrowEnds => {
                            "changes its count of borrows"
                        }
                        _ => "writes it",
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
                        "`{}` is used by two threads, and nothing orders them:",
                        trace.objects[*object].name
                    ),
                    format!("  {}", access(*first)),
                    format!("  {}", access(*second)),
                ];
                lines.extend(missing.clone());
                lines
            }
            Failure::Deadlock { waiting } => {
                let mut lines = vec!["nobody can go on:".to_string()];
                lines.extend(
                    culprits(waiting).into_iter().map(|w| format!("  {}", waits(trace, w))),
                );
                lines
            }
            Failure::LostWakeup { waiting } => {
                let several = waiting.iter().filter(|w| w.sleeps()).count() > 1;
                let whom = if several { "the sleepers" } else { "the sleeper" };
                let mut lines =
                    vec![format!("nobody can go on, and nobody is left to wake {whom}:")];
                lines.extend(
                    culprits(waiting).into_iter().flat_map(|w| crate::lost::told(trace, w)),
                );
                lines
            }
            Failure::Spin { waiting } if waiting.iter().any(|w| w.timeouts > 0) => {
                let mut lines = vec!["time passes, and nothing else happens any more:".to_string()];
                lines.extend(
                    culprits(waiting).into_iter().flat_map(|w| crate::lost::told(trace, w)),
                );
                lines
            }
            Failure::NeverJoined { thread, object, operation, location, spawned } => {
                let who = name(*thread);
                let kind = |o: usize| trace.objects[o].kind.as_str();
                let verb = verbs::verb_on(*operation, object.map_or("", kind));
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
                    format!("nobody joined {who}, which was spawned at {}", at(spawned)),
                    format!("the process may end here, and the rest of {who}'s work is lost"),
                ]
            }
            Failure::Spin { waiting } => {
                let mut lines = vec!["nobody is left who could end this:".to_string()];
                lines.extend(
                    culprits(waiting).into_iter().map(|w| format!("  {}", waits(trace, w))),
                );
                lines
            }
        }
    }
}

/// The number under which a step is shown.
pub(crate) fn number(trace: &Trace, step: usize) -> usize {
    trace.steps[..=step.min(trace.steps.len() - 1)].iter().filter(|s| is_shown(s)).count()
}

/// An operation with its object: `balance.store`.
pub(crate) fn action(trace: &Trace, step: &Step) -> String {
    match step.object {
        Some(object) => {
            let object = &trace.objects[object];
            format!("{}.{}", object.name, verbs::verb_on(step.operation, &object.kind))
        }
        None => verb(step.operation).to_string(),
    }
}

/// An operation as the source spells it.
pub(crate) fn verb(operation: Operation) -> &'static str {
    match operation {
        Operation::Spawn => "spawn",
        Operation::Join => "join",
        Operation::Load => "load",
        Operation::Store => "store",
        Operation::Swap => "swap",
        Operation::FetchAdd => "fetch_add",
        Operation::FetchSub => "fetch_sub",
        Operation::FetchAnd => "fetch_and",
        Operation::FetchNand => "fetch_nand",
        Operation::FetchOr => "fetch_or",
        Operation::FetchXor => "fetch_xor",
        Operation::FetchMax => "fetch_max",
        Operation::FetchMin => "fetch_min",
        Operation::FetchPtrAdd => "fetch_ptr_add",
        Operation::FetchPtrSub => "fetch_ptr_sub",
        Operation::FetchByteAdd => "fetch_byte_add",
        Operation::FetchByteSub => "fetch_byte_sub",
        Operation::CompareExchange | Operation::CompareExchangeFailed => "compare_exchange",
        Operation::CompareExchangeWeak
        | Operation::CompareExchangeWeakFailed
        | Operation::FailedSpuriously => "compare_exchange_weak",
        Operation::Fence => "fence",
        Operation::Lock => "lock",
        Operation::TryLock | Operation::TryLockFailed => "try_lock",
        Operation::Unlock => "unlock",
        Operation::Clone => "clone",
        Operation::Drop => "drop",
        Operation::CellRead => "read",
        Operation::CellWrite => "write",
        Operation::Park => "park",
        Operation::Unpark => "unpark",
        Operation::Yield => "yield",
        Operation::Wait | Operation::FutexWait => "wait",
        Operation::WaitTimeout => "wait_timeout",
        Operation::NotifyOne => "notify_one",
        Operation::NotifyAll => "notify_all",
        Operation::TimedOut => "timeout",
        Operation::WokeSpuriously => "spurious wakeup",
        Operation::FutexWakeOne => "wake_one",
        Operation::FutexWakeAll => "wake_all",
        Operation::ParkTimeout => "park_timeout",
        Operation::Sleep => "sleep",
        Operation::Now => "now",
        other => verbs::verb(other),
    }
}

/// A count with its noun: `1 preemption`, `1,000 schedules tried`.
pub(crate) fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with a comma at each thousand.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A place as people write it: `src/lib.rs:14`.
pub(crate) fn at(location: &Location) -> String {
    format!("{}:{}", location.file, location.line)
}

fn name_of(trace: &Trace, thread: usize) -> &str {
    trace.threads[thread].name.as_str()
}

fn is_shown(step: &Step) -> bool {
    !step.operation.is_bookkeeping()
}

fn said(message: &str, location: &Location) -> Vec<String> {
    if location.file.is_empty() {
        return vec![message.to_string()];
    }
    vec![format!("{message} ({})", at(location))]
}

/// `assert_eq!` prints its two sides on lines of their own; people read "expected 2, got 1" faster.
pub(crate) fn in_one_line(message: &str) -> String {
    let side =
        |name: &str| message.lines().find_map(|l| l.trim().strip_prefix(name)).map(str::trim);
    match (side("left:"), side("right:")) {
        (Some(left), Some(right)) => {
            let first = message.lines().next().unwrap_or_default();
            let said = first.split_once("failed: ").map(|(_, said)| format!("{said}: "));
            format!("{}left is {left}, right is {right}", said.unwrap_or_default())
        }
        _ => message.to_string(),
    }
}

/// Who panicked while holding the lock that a thread has just found poisoned.
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
        "`{}` is poisoned: {} took it in step {} ({}), and panicked before it gave it back in step {}",
        trace.objects[object?].name,
        trace.threads[holder].name,
        number(trace, taken),
        at(&trace.steps[taken].location),
        number(trace, end),
    ))
}

/// Who waits for what, where, and why in vain.
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
            Some(_) => since("made it so"),
            None => "it was so from the start".into(),
        };
        return format!("{who} spins at {place}: `{object}` stays {reads}; {set}");
    }
    if let Some(why) = &w.why {
        return format!("{who} waits at {place} {why}");
    }
    match w.operation {
        Operation::Lock if w.on == Some(w.thread) => format!(
            "{who} waits at {place} for the lock `{object}`, which it holds itself: {}",
            since("took it")
        ),
        Operation::Lock => {
            format!("{who} waits at {place} for the lock `{object}`: {}", since("took it"))
        }
        Operation::Join => {
            format!("{who} waits at {place} for {} to end", w.on.map_or("a thread", name))
        }
        Operation::Park => format!("{who} is parked at {place}, and nobody will unpark it"),
        _ => format!("{who} waits at {place}"),
    }
}
