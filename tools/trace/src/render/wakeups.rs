//! Sleeping and waking in words: the steps of waits, and why a wakeup never comes.

use crate::render::words::{at, number, waits};
use crate::run::{Operation, Step, Trace, Waiting};

impl Step {
    /// Whether the step woke others, or tried to: a notification, a futex's wakeup, an unpark.
    pub fn is_wakeup(&self) -> bool {
        self.woke.is_some()
    }

    /// Whether the step is a wakeup that found no thread asleep.
    pub fn woke_nobody(&self) -> bool {
        self.woke.as_ref().is_some_and(Vec::is_empty)
    }
}

impl Waiting {
    /// Whether the thread sleeps, so that another must wake it.
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

    /// Whether there was a wakeup that could have been this thread's: one that came too early or woke another
    /// thread, or one that was due when the value that it sleeps on changed.
    pub(crate) fn lost_a_wakeup(&self) -> bool {
        let has_changed = |(asleep, now): &(String, String)| asleep != now;
        self.missed.is_some()
            || self.passed_over.is_some()
            || self.sleeps_while.as_ref().is_some_and(has_changed)
    }
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
        let verb = crate::render::words::verb(s.operation);
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
