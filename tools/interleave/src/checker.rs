//! The search as its users see it: the questions, their limits, and the answers.

mod answers;
mod first;
mod last;
mod questions;
mod replay;
mod tree;
mod worlds;

use std::collections::BTreeMap;

use crate::explain;
use crate::machine::execution::Execution;
use crate::machine::loops::Loops;
use crate::machine::rules::Rules;
use crate::report;
use crate::search::error::SearchError;
use crate::search::explore::{Coverage, Outcome, Plan, Subject, alone, explore};
use crate::search::progress::Progress;
use crate::search::statistics::Statistics;
use crate::trace::terminal;
use crate::trace::{Belief, Counterexample, Phase};
use crate::unseen;

use last::Last;

pub use answers::{Explored, Outcomes, Verdict};
pub use questions::{check, model, outcomes, replay, schedules};
pub use replay::{ReplayError, Run};
pub use tree::Shown;

/// A search with its limits. [`model`](crate::model) and its siblings do the same without any.
#[derive(Clone, Debug, Default)]
pub struct Checker {
    pub(crate) max_executions: Option<u64>,
    pub(crate) max_preemptions: Option<usize>,
    pub(crate) only: Option<Phase>,
    pub(crate) belief: Option<Belief>,
}

impl Checker {
    /// A search without limits of its own.
    pub fn new() -> Self {
        Checker::default()
    }

    /// Stops after this many executions, and says so in the verdict. If the program uses orderings weaker than
    /// `SeqCst`, half of the executions are kept for what the memory orderings allow.
    ///
    /// Without a limit, each of the two phases gives up after 200,000 executions, and there is no verdict
    /// ([`SearchError::Budget`]). A greater limit lets the search continue for longer.
    #[must_use]
    pub fn max_executions(mut self, executions: u64) -> Self {
        self.max_executions = Some(executions);
        self
    }

    /// Explores only executions with at most this many preemptions, and says so in the verdict.
    #[must_use]
    pub fn max_preemptions(mut self, preemptions: usize) -> Self {
        self.max_preemptions = Some(preemptions);
        self
    }

    /// Explores the order of steps only: every read sees the newest value.
    #[must_use]
    pub fn order_only(mut self) -> Self {
        self.only = Some(Phase::Order);
        self
    }

    /// Explores what the memory orderings allow, without first exploring the order of steps by itself.
    #[must_use]
    pub fn memory_only(mut self) -> Self {
        self.only = Some(Phase::Memory);
        self
    }

    /// Explores `program`, and panics with the counterexample if a run of it fails. Otherwise prints to stderr
    /// what was explored.
    ///
    /// # Panics
    ///
    /// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
    #[track_caller]
    pub fn model<T>(&self, program: impl Fn() -> T) {
        conclude(self.check(program));
    }

    /// Explores `program` and returns the verdict.
    ///
    /// # Panics
    ///
    /// Panics if the search cannot be done: see [`SearchError`].
    #[track_caller]
    pub fn check<T>(&self, program: impl Fn() -> T) -> Verdict {
        must_decide(self.try_check(program))
    }

    /// Explores `program` and returns the verdict, if there is one.
    ///
    /// # Errors
    ///
    /// Why the search could not be done.
    pub fn try_check<T>(&self, program: impl Fn() -> T) -> Result<Verdict, SearchError> {
        self.search(&program, |_, _| {})
    }

    /// Every value that `program` can return.
    ///
    /// # Panics
    ///
    /// Panics if a run fails, or if the search cannot be done: see [`SearchError`].
    #[track_caller]
    pub fn outcomes<T: Ord>(&self, program: impl Fn() -> T) -> Outcomes<T> {
        let mut found = BTreeMap::new();
        let mut counts_are_steps = false;
        let verdict = self.search(&program, |value, execution| {
            if execution.counts_are_steps != counts_are_steps {
                // The search has started over, and its schedules have different steps.
                found.clear();
                counts_are_steps = true;
            }
            found.entry(value).or_insert_with(|| explain::schedule_of(execution));
        });
        match verdict {
            Ok(Verdict::Holds(explored)) => Outcomes { found, explored },
            Ok(Verdict::Fails(counterexample)) => break_off(&counterexample),
            Err(error) => give_up(&error),
        }
    }

    /// Explores, and passes the value of each complete run to `each`.
    fn search<T>(
        &self,
        program: &impl Fn() -> T,
        mut each: impl FnMut(T, &Execution),
    ) -> Result<Verdict, SearchError> {
        let last = Last::new();
        let mut run = || last.keep(program());
        let mut subject = Subject { run: &mut run, discard: &|failed| last.discard(failed) };
        self.search_any(&mut subject, &mut |execution| {
            if let Some(value) = last.take() {
                each(value, execution);
            }
        })
    }

    /// Runs the phases that were asked for, after the run that broke the test before. If it turns out that the order
    /// matters in which handles of an `Arc` are dropped, it starts over.
    ///
    /// It doesn't know the type of the program, so it is compiled once, here, and not again with every test.
    fn search_any(
        &self,
        subject: &mut Subject<'_>,
        each: &mut dyn FnMut(&Execution),
    ) -> Result<Verdict, SearchError> {
        let number = report::search_begins();
        refuse_what_is_unseen()?;
        self.try_first(number, subject);
        let verdict = match self.search_once(subject, false, each)? {
            Some(verdict) => verdict,
            None => {
                let verdict = self.search_once(subject, true, each)?;
                verdict.expect("counts are steps by now")
            }
        };
        if let Verdict::Fails(counterexample) = &verdict {
            report::search_fails(number, counterexample);
        }
        Ok(verdict)
    }

    /// Runs the phases once, with or without the counts of handles as steps. Returns `None` if they must be steps.
    fn search_once(
        &self,
        subject: &mut Subject<'_>,
        counts_are_steps: bool,
        each: &mut dyn FnMut(&Execution),
    ) -> Result<Option<Verdict>, SearchError> {
        let mut explored = Explored {
            order: None,
            memory: None,
            max_preemptions: self.max_preemptions,
            saw_steps: true,
            belief: self.belief,
            statistics: Statistics::default(),
        };
        let mut tried = 0;
        let mut weak = true;
        // What a loop has read tells whether it ends, in either phase, so both phases share what is known of loops.
        let mut loops = Loops::default();
        let mut progress = Progress::new();
        let mut complete = true;
        for phase in [Phase::Order, Phase::Memory] {
            let wanted = self.only.is_none_or(|only| only == phase);
            // With nothing weaker than `SeqCst` the second phase would only repeat the first.
            if !wanted || (phase == Phase::Memory && !weak) {
                continue;
            }
            if phase == Phase::Memory
                && tried > 0
                && self.max_executions.is_some_and(|m| tried >= m)
            {
                explored.memory = Some(Coverage { executions: 0, complete: false, fair: false });
                continue;
            }
            let plan = Plan {
                phase,
                rules: Rules::of(self.belief),
                counts_are_steps,
                weak_races: phase == Phase::Memory || self.only == Some(Phase::Order),
                max_executions: self.max_executions.map(|max| max.saturating_sub(tried)),
                shares: phase == Phase::Order && self.only.is_none(),
                max_preemptions: self.max_preemptions,
                tried,
            };
            let outcome = alone(|| explore(plan, &mut loops, &mut progress, subject, each));
            (subject.discard)(true);
            match outcome? {
                Outcome::CountsMatter => return Ok(None),
                Outcome::Fails(counterexample) => {
                    return Ok(Some(Verdict::Fails(*counterexample)));
                }
                Outcome::Holds { coverage, weak_orderings, saw_steps, statistics } => {
                    explored.statistics.join(&statistics);
                    explored.saw_steps = saw_steps;
                    tried += coverage.executions;
                    complete &= coverage.complete;
                    weak = weak_orderings;
                    match phase {
                        Phase::Order => explored.order = Some(coverage),
                        Phase::Memory => explored.memory = Some(coverage),
                    }
                }
            }
        }
        // One phase can find a bug although the other had too much to do. Showing that there is none takes both.
        if !complete && self.max_executions.is_none() {
            return Err(SearchError::Budget { executions: tried });
        }
        Ok(Some(Verdict::Holds(explored)))
    }
}

/// Explores nothing if std's own locks and atomics are used by mistake, because the explorer can't see them.
fn refuse_what_is_unseen() -> Result<(), SearchError> {
    match unseen::uses() {
        [] => Ok(()),
        uses => Err(SearchError::Unseen { uses: uses.to_vec() }),
    }
}

/// Reports a verdict or panics with it, as [`Checker::model`] does.
#[track_caller]
fn conclude(verdict: Verdict) {
    let explored = verdict.expect_holds();
    report::holds(explored.executions(), &explored.to_string());
}

#[track_caller]
fn must_decide(verdict: Result<Verdict, SearchError>) -> Verdict {
    // A closure would lose the caller's place, which the panic must name.
    match verdict {
        Ok(verdict) => verdict,
        Err(error) => give_up(&error),
    }
}

#[track_caller]
pub(crate) fn break_off(counterexample: &Counterexample) -> ! {
    report::fails(counterexample);
    panic!("\n{}", drawn(counterexample));
}

/// The whole report, for the terminal.
fn drawn(counterexample: &Counterexample) -> String {
    counterexample.render(terminal::width(), terminal::color())
}

#[track_caller]
pub(crate) fn give_up(error: &SearchError) -> ! {
    report::gave_up(&error.to_string());
    panic!("{error}");
}
