//! Tries the run that broke a test before, and reports what has become of it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::checker::Checker;
use crate::explain;
use crate::machine::execution::Execution;
use crate::machine::rules::Rules;
use crate::report::{self, Broken, Differs, End, Fate, Why};
use crate::search::error::SearchError;
use crate::search::explore::{Subject, alone, execute};
use crate::search::retry::{Retry, Stop};
use crate::trace::Trace;
use crate::trace::schedule::STAR;

impl Checker {
    /// Tries the run that broke the test before, if that was found by a search of this number. The search that follows
    /// learns nothing from it.
    pub(super) fn try_first(&self, search: usize, subject: &mut Subject<'_>) {
        let Some(due) = report::due(search) else { return };
        let fate = match due {
            Ok(broken) => self.fate(broken, subject).unwrap_or_else(Fate::not_tried),
            Err(why) => Fate::not_tried(format!("the file can't be read: {why}")),
        };
        report::retried(search, fate);
    }

    /// What has become of the run; or why that can't be said.
    fn fate(&self, broken: &Broken, subject: &mut Subject<'_>) -> Result<Fate, String> {
        let before = &*broken.counterexample;
        // A letter stands for the same step only in the phase that found the run, unless the test leaves that phase out.
        let phase = self.only.unwrap_or(before.phase);
        let mut run = |counts_are_steps| {
            let retry = Rc::new(RefCell::new(Retry::new(before)?));
            let chooser = Rc::clone(&retry);
            let rules = Rules::of(self.belief);
            let mut execution = Execution::new(phase, rules, true, counts_are_steps, chooser);
            alone(|| execute(&mut execution, subject.run));
            let stop = retry.borrow_mut().stop.take();
            (subject.discard)(execution.failure.is_some() || stop.is_some());
            Ok::<_, String>((execution, stop))
        };
        let (mut execution, mut stop) = run(before.schedule.as_str().starts_with(STAR))?;
        if execution.counts_matter {
            (execution, stop) = run(true)?;
        }
        if let Some(error) = SearchError::of(&mut execution) {
            return Err(error.to_string());
        }
        let end = match (&execution.failure, stop, self.max_preemptions) {
            (Some(_), _, Some(most)) if execution.preemptions > most => {
                let taken = execution.preemptions;
                Err(format!("it takes {taken} preemptions, and this test explores at most {most}"))
            }
            (Some(_), ..) => {
                let counterexample = Box::new(explain::counterexample(&execution, 1));
                Ok(End::Fails { counterexample })
            }
            (None, Some(stop), _) => Ok(stops(&execution, stop)),
            (None, None, _) => Ok(End::Passes { trace: Box::new(explain::trace_of(&execution)) }),
        };
        execution.recycle();
        end.map(|end| {
            let (fits, differs) = end.trace().map_or((0, None), |now| compare(&before.trace, now));
            Fate { fits, differs, end }
        })
    }
}

fn stops(execution: &Execution, stop: Stop) -> End {
    let trace = Box::new(explain::trace_of(execution));
    let Stop { thread, why, words } = stop;
    let waiting = explain::held_up(execution, thread).filter(|_| why == Why::Waits);
    let shown = trace.shown();
    let step = match execution.turns.last() {
        // This one was taken, and is the last but for those that happen by themselves.
        Some(turn) if why == Why::Outcome => shown.iter().filter(|&&i| i <= turn.from).count(),
        _ => shown.len() + 1,
    };
    End::Stops {
        step,
        thread: explain::thread_name(execution, thread),
        why,
        words,
        waiting: waiting.map(Box::new),
        trace,
    }
}

/// How many steps are the same in both runs, and the first one that isn't.
fn compare(before: &Trace, now: &Trace) -> (usize, Option<Differs>) {
    // Steps that happen by themselves are compared as well: they are in the pictures.
    let told = |trace: &Trace, index: usize| {
        let step = &trace.steps[index];
        let thread = trace.threads[step.thread].name.clone();
        (thread, trace.called(step.operation, step.object), step.operation)
    };
    let pairs = before.shown().into_iter().zip(now.shown());
    let mut fits = 0;
    for (old, new) in pairs {
        let (old, new) = (told(before, old), told(now, new));
        if old != new {
            let told = |(thread, does, _)| format!("{thread}: {does}");
            let differs = Differs { step: fits + 1, before: told(old), now: told(new) };
            return (fits, Some(differs));
        }
        fits += 1;
    }
    (fits, None)
}
