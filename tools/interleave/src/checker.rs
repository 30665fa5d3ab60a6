//! The search as its users see it: what to ask, within which limits, and the answers.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use crate::execution::{Endless, Execution};
use crate::explore::{Outcome, Plan, alone, explore};
use crate::report;
use crate::schedule::Schedule;
use crate::tally::Tally;
use crate::trace::{Counterexample, Operation, Phase, Trace};
use crate::words::{grouped, plural};

/// A search with its limits. [`model`](crate::model) and its siblings are the same without any.
#[derive(Clone, Debug, Default)]
pub struct Checker {
    pub(crate) max_executions: Option<u64>,
    pub(crate) max_preemptions: Option<usize>,
    pub(crate) only: Option<Phase>,
}

/// What a search found out about a program.
#[derive(Clone, Debug)]
#[must_use]
pub enum Verdict {
    /// No explored run fails.
    Holds(Explored),
    /// A run that fails.
    Fails(Counterexample),
}

/// How much was explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explored {
    pub(crate) order: Option<Coverage>,
    pub(crate) memory: Option<Coverage>,
    pub(crate) max_preemptions: Option<usize>,
    /// Whether the threads shared anything that the explorer knows of.
    pub(crate) saw_steps: bool,
    pub(crate) tally: Tally,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub(crate) executions: u64,
    pub(crate) complete: bool,
}

/// Why a search could not be done. It says nothing about the program's locks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// More executions than the search is willing to try; set a limit of your own to accept less.
    Budget {
        /// How many were tried.
        executions: u64,
    },
    /// One execution that does not end.
    TooLong {
        /// How many steps it took before the search gave up.
        steps: usize,
    },
    /// More threads than the explorer can tell apart.
    TooManyThreads,
    /// The program did something else when it was run again in the same order.
    NotDeterministic,
    /// A lock or cell was made outside the closure, and its value cannot be put back for the next execution.
    MadeOutside {
        /// Its type.
        kind: &'static str,
    },
    /// The threads of a model took no step that the explorer sees.
    NothingSeen,
    /// The schedule to be replayed is impossible.
    Schedule {
        /// Which step, and why.
        problem: String,
        /// The run up to there; without steps if the schedule could not be read at all.
        run: Box<Trace>,
    },
}

/// Every value that a program can return, each with a schedule that returns it.
#[derive(Clone, Debug)]
pub struct Outcomes<T> {
    found: BTreeMap<T, Schedule>,
    explored: Explored,
}

impl Checker {
    /// A search without limits of its own.
    pub fn new() -> Self {
        Checker::default()
    }

    /// Stops after so many executions, and says so in the verdict.
    #[must_use]
    pub fn max_executions(mut self, executions: u64) -> Self {
        self.max_executions = Some(executions);
        self
    }

    /// Explores only executions with at most so many preemptions, and says so in the verdict.
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

    /// Explores what the memory orderings allow, without exploring the order of steps by itself first.
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
        match self.check(program) {
            // Proven of nothing: as good as no proof.
            Verdict::Holds(explored) if !explored.saw_steps => give_up(&SearchError::NothingSeen),
            Verdict::Holds(explored) => report::holds(&explored),
            Verdict::Fails(counterexample) => break_off(&counterexample),
        }
    }

    /// Explores `program` and returns the verdict.
    ///
    /// # Panics
    ///
    /// Panics if the search cannot be done: see [`SearchError`].
    #[track_caller]
    pub fn check<T>(&self, program: impl Fn() -> T) -> Verdict {
        self.try_check(program).unwrap_or_else(|error| give_up(&error))
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
        let verdict = self.search(&program, |value, execution| {
            found.entry(value).or_insert_with(|| Schedule::of(execution));
        });
        match verdict {
            Ok(Verdict::Holds(explored)) => Outcomes { found, explored },
            Ok(Verdict::Fails(counterexample)) => break_off(&counterexample),
            Err(error) => give_up(&error),
        }
    }

    /// Runs the phases that were asked for, and hands on the value of each complete run.
    fn search<T>(
        &self,
        program: &impl Fn() -> T,
        mut each: impl FnMut(T, &Execution),
    ) -> Result<Verdict, SearchError> {
        let mut explored = Explored {
            order: None,
            memory: None,
            max_preemptions: self.max_preemptions,
            saw_steps: true,
            tally: Tally::default(),
        };
        let mut tried = 0;
        let mut weak = true;
        // What a loop has read tells whether it has an end, whatever the phase.
        let mut endless = Endless::new();
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
                explored.memory = Some(Coverage { executions: 0, complete: false });
                continue;
            }
            let plan = Plan {
                phase,
                weak_races: phase == Phase::Memory || self.only == Some(Phase::Order),
                max_executions: self.max_executions.map(|max| max.saturating_sub(tried)),
                max_preemptions: self.max_preemptions,
                tried,
            };
            let value = RefCell::new(None);
            let mut run = || {
                let result = program();
                *value.borrow_mut() = Some(result);
            };
            let mut each = |execution: &Execution| {
                if let Some(value) = value.take() {
                    each(value, execution);
                }
            };
            let outcome = alone(|| explore(plan, &mut endless, &mut run, &mut each))?;
            match outcome {
                Outcome::Fails(counterexample) => return Ok(Verdict::Fails(*counterexample)),
                Outcome::Holds { coverage, weak_orderings, saw_steps, tally } => {
                    explored.tally.join(&tally);
                    explored.saw_steps = saw_steps;
                    tried += coverage.executions;
                    weak = weak_orderings;
                    match phase {
                        Phase::Order => explored.order = Some(coverage),
                        Phase::Memory => explored.memory = Some(coverage),
                    }
                }
            }
        }
        Ok(Verdict::Holds(explored))
    }
}

#[track_caller]
pub(crate) fn break_off(counterexample: &Counterexample) -> ! {
    report::fails(counterexample);
    let text = counterexample.render(crate::style::width(), crate::style::color());
    panic!("\n{text}");
}

#[track_caller]
pub(crate) fn give_up(error: &SearchError) -> ! {
    report::gave_up(error);
    panic!("{error}");
}

impl Verdict {
    /// Whether no explored run fails.
    pub fn holds(&self) -> bool {
        matches!(self, Verdict::Holds(_))
    }

    /// The run that fails, if there is one.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match self {
            Verdict::Holds(_) => None,
            Verdict::Fails(counterexample) => Some(counterexample),
        }
    }
}

impl Explored {
    /// How many interleavings the order phase explored; zero where it was left out.
    pub fn interleavings(&self) -> u64 {
        self.order.map_or(0, |coverage| coverage.executions)
    }

    /// How many executions the memory phase explored, where there was one.
    pub fn memory_executions(&self) -> Option<u64> {
        self.memory.map(|coverage| coverage.executions)
    }

    /// The most steps of this kind that one execution took; a look that was repeated in a loop counts each time.
    ///
    /// An answer can be right and still be poor: it wakes threads that need not wake, or writes while it waits.
    pub fn most(&self, operation: Operation) -> u64 {
        self.tally.most(operation)
    }

    /// The most looks in one execution that repeated the one before, at the same place and with the same result,
    /// without [`spin_loop`](crate::hint::spin_loop) or [`yield_now`](crate::thread::yield_now) in between.
    pub fn unhinted_spins(&self) -> u64 {
        self.tally.unhinted()
    }

    /// Whether every execution was explored, without any limit.
    pub fn is_exhaustive(&self) -> bool {
        let complete = |coverage: Option<Coverage>| coverage.is_none_or(|c| c.complete);
        self.max_preemptions.is_none() && complete(self.order) && complete(self.memory)
    }
}

impl fmt::Display for Explored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bound = self.max_preemptions.map_or(String::new(), |p| {
            format!(" with at most {}", plural(p as u64, "preemption", "preemptions"))
        });
        let part = |coverage: Coverage, one: &str, many: &str| {
            if coverage.complete {
                let what = if coverage.executions == 1 { one } else { many };
                let all = if coverage.executions == 1 { "the only" } else { "all" };
                let count = if coverage.executions == 1 {
                    String::new()
                } else {
                    format!(" {}", grouped(coverage.executions))
                };
                format!("{all}{count} {what}{bound}")
            } else {
                format!("the first {}{bound}, not all", plural(coverage.executions, one, many))
            }
        };
        match (self.order, self.memory) {
            (Some(order), Some(Coverage { executions: 0, .. })) => write!(
                f,
                "holds in {}; weak memory was not explored",
                part(order, "interleaving", "interleavings"),
            ),
            (Some(order), Some(memory)) => write!(
                f,
                "holds in {}, and in {} with weak memory",
                part(order, "interleaving", "interleavings"),
                part(memory, "execution", "executions")
            ),
            (Some(order), None) => {
                write!(f, "holds in {}", part(order, "interleaving", "interleavings"))
            }
            (None, Some(memory)) => {
                write!(f, "holds in {} with weak memory", part(memory, "execution", "executions"))
            }
            (None, None) => write!(f, "nothing was explored"),
        }
    }
}

impl<T: Ord> Outcomes<T> {
    /// The values, in order.
    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.found.keys()
    }

    /// A schedule that returns this value, if there is one.
    pub fn schedule(&self, value: &T) -> Option<&Schedule> {
        self.found.get(value)
    }

    /// How much was explored.
    pub fn explored(&self) -> &Explored {
        &self.explored
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Budget { executions } => write!(
                f,
                "the search gave up after {}, and found nothing wrong in them: fewer threads or fewer steps \
                 make it complete, `max_preemptions` makes it smaller",
                plural(*executions, "execution", "executions")
            ),
            SearchError::TooLong { steps } => write!(
                f,
                "one execution took more than {} steps and was given up: is there a loop without an end?",
                grouped(*steps as u64)
            ),
            SearchError::TooManyThreads => write!(
                f,
                "a model can have {} threads, the closure's own included: fewer show the same bugs",
                crate::clock::MAX_THREADS
            ),
            SearchError::NotDeterministic => write!(
                f,
                "the program is not deterministic: run again in the same order, it did something else; a \
                 `HashMap`, the clock, a random number or something kept from the last run can be the reason"
            ),
            SearchError::MadeOutside { kind } => write!(
                f,
                "a `{kind}` was made outside the closure, and its value needs a destructor, so it cannot start \
                 fresh in every execution: make it inside the closure"
            ),
            SearchError::NothingSeen => write!(
                f,
                "the threads took no step that the explorer sees. It sees what comes from `interleave::sync`, \
                 `thread`, `cell` and `rc`, and nothing of std's own: which of them does the code `use`?"
            ),
            SearchError::Schedule { problem, run } if run.shown().is_empty() => {
                write!(f, "this schedule is impossible: {problem}")
            }
            SearchError::Schedule { problem, run } => {
                write!(f, "this schedule is impossible: {problem}\n\nThe run so far:\n\n{run}")
            }
        }
    }
}

impl std::error::Error for SearchError {}
