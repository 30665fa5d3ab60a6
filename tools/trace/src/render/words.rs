//! Steps and failures in words, the same for the terminal, the book and the runner.

mod failure;
mod spelling;
mod waiting;

use crate::render::stale;
use crate::run::{Location, Operation, Step, Trace};

pub use spelling::{verb, verb_on};
pub(crate) use waiting::waits;

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

    /// An operation with its object, an index into [`Trace::objects`], as the source spells it: `balance.store`.
    pub fn called(&self, operation: Operation, object: Option<usize>) -> String {
        match object.map(|object| &self.objects[object]) {
            Some(object) => format!("{}.{}", object.name, verb_on(operation, &object.kind)),
            None => verb(operation).to_string(),
        }
    }

    /// In which world the run took place, if that isn't ours.
    pub(crate) fn world(&self) -> Option<String> {
        self.belief.map(|belief| format!("Not our world, but one in which {}.", belief.claim()))
    }

    /// How many threads take a step that is shown.
    fn acting(&self) -> usize {
        let acts = |t: &usize| self.steps.iter().any(|s| s.thread == *t && is_shown(s));
        (0..self.threads.len()).filter(acts).count()
    }

    /// The first operation that was spurious, if there was one.
    fn by_chance(&self) -> Option<Operation> {
        let chance = [Operation::FailedSpuriously, Operation::WokeSpuriously];
        self.steps.iter().map(|step| step.operation).find(|operation| chance.contains(operation))
    }
}

impl Step {
    /// Where the step is in the source. No line says where a guard is dropped: its place is where the lock was
    /// acquired. The same holds for a handle that is dropped.
    pub fn place(&self) -> String {
        dropped(self).unwrap_or_else(|| at(&self.location))
    }

    /// The line of the source that takes the step; none for a guard that is dropped.
    pub fn code(&self) -> &str {
        if self.operation.is_drop() { "" } else { &self.location.source }
    }

    /// The releases that the step acquires: `acquires what A released in step 2`.
    pub fn acquires(&self, trace: &Trace) -> Option<String> {
        let from = |&step: &usize| {
            let by = name_of(trace, trace.steps[step].thread);
            (by, format!("in step {}", number(trace, step)))
        };
        let mut releases = self.synchronizes_with.iter().rev().map(from);
        let (first, place) = releases.next()?;
        let mut text = format!("acquires what {first} released {place}");
        for (by, place) in releases {
            text.push_str(&format!(", and {by} {place}"));
        }
        Some(text)
    }

    /// What else there is to say about the step: a remark, a stale read, how often it looked.
    pub fn remarks(&self, trace: &Trace) -> Vec<String> {
        let mut remarks = Vec::new();
        remarks.extend(self.stale.iter().map(|stale| stale::remark(trace, self, stale)));
        remarks.extend(self.note.clone());
        if self.operation == Operation::WokeSpuriously {
            remarks.push("a spurious wakeup".into());
        }
        if self.operation == Operation::FailedSpuriously {
            remarks.push("fails spuriously: a weak exchange may".into());
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

/// The place of a step that drops something: no line says where that happens, but one says where the thing came from.
fn dropped(step: &Step) -> Option<String> {
    let what = step.operation.dropped()?;
    Some(format!("end of the {what} from line {}", step.location.line))
}

/// The number under which a step is shown.
pub fn number(trace: &Trace, step: usize) -> usize {
    trace.steps[..=step.min(trace.steps.len() - 1)].iter().filter(|s| is_shown(s)).count()
}

/// What a step does, with its object: `balance.store`.
pub fn action(trace: &Trace, step: &Step) -> String {
    trace.called(step.operation, step.object)
}

/// A count with its noun: `1 preemption`, `1,000 schedules tried`.
pub fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with a comma at each thousand.
pub fn grouped(count: u64) -> String {
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
pub fn at(location: &Location) -> String {
    format!("{}:{}", location.file, location.line)
}

fn name_of(trace: &Trace, thread: usize) -> &str {
    trace.threads[thread].name.as_str()
}

fn is_shown(step: &Step) -> bool {
    !step.operation.is_bookkeeping()
}

/// `assert_eq!` prints its two sides on lines of their own; people read "expected 2, got 1" faster.
pub fn in_one_line(message: &str) -> String {
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
