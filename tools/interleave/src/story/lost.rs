//! Sleeping and waking in words: steps of waits, and the stories of wakeups that never come.

use std::panic::Location as Place;
use std::time::Duration;

use crate::machine::execution::Execution;
use crate::machine::pending::{Pending, Wait};
use crate::story::words::{action, at, number, waits};
use crate::trace::{Failure, Operation, Step, Trace, Waiting};

impl Step {
    /// Whether the step woke others, or tried to: a notification, a futex's wakeup, an unpark.
    pub fn is_wakeup(&self) -> bool {
        self.woke.is_some()
    }

    /// Whether the step is a wakeup that found no thread asleep.
    pub fn woke_nobody(&self) -> bool {
        self.woke.as_ref().is_some_and(Vec::is_empty)
    }

    pub(crate) fn is_about_waiting(&self) -> bool {
        use Operation::*;
        matches!(
            self.operation,
            Wait | WaitTimeout
                | NotifyOne
                | NotifyAll
                | TimedOut
                | WokeSpuriously
                | FutexWait
                | FutexWakeOne
                | FutexWakeAll
                | ParkTimeout
                | Sleep
                | Now
        )
    }

    /// The step in a few words.
    pub(crate) fn waiting_label(&self, trace: &Trace) -> String {
        let what = action(trace, self);
        let time = self.time.as_deref();
        match self.operation {
            Operation::Wait | Operation::WaitTimeout | Operation::ParkTimeout => match time {
                Some(time) => format!("{what} {time}"),
                None if self.operation == Operation::ParkTimeout => format!("{what} ends"),
                None => what,
            },
            Operation::FutexWait => {
                let (expected, found) = (self.expected.as_deref(), self.read.as_deref());
                let what = format!("{what}({})", expected.unwrap_or("?"));
                match found {
                    Some(found) if Some(found) != expected => format!("{what} returns: {found}"),
                    _ => what,
                }
            }
            Operation::TimedOut => match (time, self.object) {
                (Some(time), _) => format!("sleep {time} is over"),
                (None, Some(_)) => format!("{} times out", self.slept_on(trace)),
                (None, None) => "park times out".into(),
            },
            Operation::WokeSpuriously => {
                format!("{} ends for no reason", self.slept_on(trace))
            }
            Operation::Sleep | Operation::Now => format!(
                "{what} {}{}",
                if self.operation == Operation::Now { "→ " } else { "" },
                time.unwrap_or_default()
            ),
            _ => {
                let name = |&t: &usize| trace.threads[t].name.clone();
                let woke: Vec<String> = self.woke.iter().flatten().map(name).collect();
                match woke.split_last() {
                    None => format!("{what} → wakes none"),
                    Some((one, [])) => format!("{what} → wakes {one}"),
                    Some((last, more)) => format!("{what} → wakes {} and {last}", more.join(", ")),
                }
            }
        }
    }

    /// The wait that this step ends.
    fn slept_on(&self, trace: &Trace) -> String {
        match self.object {
            Some(object) if trace.objects[object].kind == "Receiver" => {
                format!("{}.recv_timeout", trace.objects[object].name)
            }
            Some(object) => format!("{}.wait", trace.objects[object].name),
            None => "park".into(),
        }
    }
}

impl Waiting {
    /// Whether the thread sleeps, and would have to be woken.
    pub fn sleeps(&self) -> bool {
        matches!(
            self.operation,
            Operation::Wait
                | Operation::WaitTimeout
                | Operation::FutexWait
                | Operation::Park
                | Operation::ParkTimeout
        )
    }

    /// Whether there was a wakeup that could have been this thread's: one that came too early or woke another, or one that
    /// was due when the value changed that it sleeps on.
    pub(crate) fn lost_a_wakeup(&self) -> bool {
        let has_changed = |(asleep, now): &(String, String)| asleep != now;
        self.missed.is_some()
            || self.passed_over.is_some()
            || self.sleeps_while.as_ref().is_some_and(has_changed)
    }
}

/// A length of time as people write it: `5 ms`.
pub(crate) fn span(time: Duration) -> String {
    if time.is_zero() {
        return "0 s".into();
    }
    let text = format!("{time:?}");
    let unit = text.find(|c: char| c != '.' && !c.is_ascii_digit()).unwrap_or(text.len());
    format!("{} {}", &text[..unit], &text[unit..])
}

/// What the source calls the atomic that is handed to one of the futex's functions here.
pub(crate) fn argument(place: &Place<'_>) -> Option<String> {
    let line = crate::story::source::locate(place.file(), place.line()).source;
    let from = ["wait(", "wake_one(", "wake_all("].iter().find_map(|call| line.find(call))?;
    let inside = line[from..].split_once('(')?.1;
    let end = inside.find([',', ')', '[']).unwrap_or(inside.len());
    let name = inside[..end].rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    (!name.is_empty() && name != "self").then(|| name.to_string())
}

/// Whether the blocked threads wait for one that sleeps: no circle of threads that wait for each other is among them.
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

/// Fills in what there is to know of a sleeper.
pub(crate) fn sleeps(
    execution: &Execution,
    trace: &Trace,
    pending: &Pending,
    waiting: &mut Waiting,
) {
    let nap = &execution.threads[waiting.thread].nap;
    waiting.asleep_since = nap.since;
    if execution.keeps_timing_out(waiting.thread) {
        waiting.timeouts = nap.timeouts as usize;
        // A sleep is no wait that counts its timeouts.
        waiting.timeouts = waiting.timeouts.max(1);
    }
    if let Wait::Clock(_) = pending.wait {
        waiting.timeouts = 1;
        return;
    }
    let Some(began) = nap.since.map(|step| &trace.steps[step]) else {
        // Parking is one step, which has not been taken.
        waiting.missed = swallowed(trace, waiting.thread);
        return;
    };
    waiting.object = began.object;
    if pending.operation == Operation::FutexWait
        && let (Some(expected), Some(object)) = (&began.expected, began.object)
    {
        let raw = &execution.objects[object];
        let newest = execution.newest_value(object as u32);
        waiting.sleeps_while =
            Some((expected.clone(), crate::story::explain::show(raw.shape, newest)));
    }
    let since = nap.since.unwrap_or(0);
    let about =
        |step: &Step| step.is_wakeup() && step.object == began.object && step.object.is_some();
    waiting.missed = trace.steps[..since].iter().rposition(|s| about(s) && s.woke_nobody());
    waiting.passed_over = trace.steps[since..]
        .iter()
        .rposition(|s| about(s) && !s.woke_nobody())
        .map(|step| since + step);
}

/// The story of one blocked thread, in sentences.
pub(crate) fn told(trace: &Trace, w: &Waiting) -> Vec<String> {
    let who = trace.threads[w.thread].name.as_str();
    let place = at(&w.location);
    let object = w.object.map(|o| trace.objects[o].name.as_str());
    if w.operation == Operation::Now {
        return vec![format!(
            "  {who} reads the clock at {place} again and again, and no time is late enough"
        )];
    }
    if w.timeouts > 0 {
        return vec![format!("  {who} waits at {place} again and again, and always times out")];
    }
    if !w.sleeps() {
        return vec![format!("  {}", waits(trace, w))];
    }
    let since = w.asleep_since.map(|step| format!(" since step {}", number(trace, step)));
    let since = since.unwrap_or_default();
    let tell = |step: usize| {
        let s = &trace.steps[step];
        let verb = crate::story::words::verb(s.operation);
        format!("{}'s {verb} in step {}", trace.threads[s.thread].name, number(trace, step))
    };
    let Some(object) = object else {
        let mut lines = vec![format!("  {who} is parked at {place}{since}")];
        lines.extend(w.missed.map(|step| {
            format!("  {} found the token there already: two unparks leave one token", tell(step))
        }));
        return lines;
    };
    let mut lines = vec![format!("  {who} sleeps on `{object}`{since} ({place})")];
    if let Some((expected, found)) = &w.sleeps_while
        && expected != found
    {
        lines.push(format!(
            "  {who} is asleep although `{object}` is {found} by now, not {expected}"
        ));
    }
    match (w.passed_over, w.missed) {
        (Some(step), _) => {
            let woke = trace.steps[step].woke.iter().flatten();
            let woke: Vec<&str> = woke.map(|&t| trace.threads[t].name.as_str()).collect();
            lines.push(format!("  {} woke {}, not {who}", tell(step), woke.join(" and ")));
        }
        (None, Some(step)) => {
            lines.push(format!(
                "  {} came when no thread was asleep: the wakeup is lost",
                tell(step)
            ));
        }
        (None, None) => lines.push("  no wakeup has come since then".into()),
    }
    lines
}

/// The last unpark of a thread that found its token there already.
fn swallowed(trace: &Trace, thread: usize) -> Option<usize> {
    let (mut token, mut last) = (false, None);
    for (i, step) in trace.steps.iter().enumerate() {
        match step.operation {
            Operation::Unpark if step.target == Some(thread) => {
                last = if token { Some(i) } else { last };
                token = true;
            }
            Operation::Park if step.thread == thread => token = false,
            Operation::ParkTimeout if step.thread == thread && step.time.is_none() => token = false,
            _ => {}
        }
    }
    last
}

/// In the story of a lost wakeup: which one was lost.
pub(crate) fn remarks(trace: &mut Trace, failure: &Failure) {
    let Failure::LostWakeup { waiting } = failure else { return };
    for w in waiting {
        if let (Some(step), None) = (w.missed, w.passed_over) {
            let why = match trace.steps[step].operation {
                Operation::Unpark => "the token is there already",
                _ => "no thread is asleep: the wakeup is lost",
            };
            trace.steps[step].note = Some(why.into());
        }
    }
}
