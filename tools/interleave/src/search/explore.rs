//! Runs a program until every execution is explored or one fails, then looks for the simplest one that fails.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use crate::explain;
use crate::machine::execution::{Execution, FailureRecord, GaveUp};
use crate::machine::loops::Loops;
use crate::machine::rules::Rules;
use crate::machine::{entry, scheduler, stacks};
use crate::search::choice_point::Strategy;
use crate::search::depth_first::Search;
use crate::search::error::SearchError;
use crate::search::guard;
use crate::search::progress::{Doing, Progress};
use crate::search::simplify::simplest;
use crate::search::statistics::Statistics;
use crate::trace::{Counterexample, Phase};

/// A phase gives up after this many executions, unless the caller allows more. Executions that turn out not to be
/// new count as well.
const BUDGET: u64 = 200_000;

/// One phase of a search.
pub(crate) struct Plan {
    pub(crate) phase: Phase,
    pub(crate) rules: Rules,
    pub(crate) weak_races: bool,
    /// Whether cloning and dropping an `Arc` are steps.
    pub(crate) counts_are_steps: bool,
    pub(crate) max_executions: Option<u64>,
    /// Whether half of these executions are left to the next phase, if that one is needed.
    pub(crate) shares: bool,
    pub(crate) max_preemptions: Option<usize>,
    /// How many executions earlier phases tried.
    pub(crate) tried: u64,
}

impl Plan {
    /// The order phase by itself.
    pub(crate) fn order(counts_are_steps: bool) -> Self {
        Plan {
            phase: Phase::Order,
            rules: Rules::default(),
            weak_races: true,
            counts_are_steps,
            max_executions: None,
            shares: false,
            max_preemptions: None,
            tried: 0,
        }
    }

    /// How many executions the phase may explore. This depends on whether another phase follows.
    fn most(&self, weak_orderings: bool) -> u64 {
        let most = self.max_executions.unwrap_or(u64::MAX);
        if self.shares && weak_orderings { most - most / 2 } else { most }
    }
}

pub(crate) enum Outcome {
    Holds {
        coverage: Coverage,
        weak_orderings: bool,
        saw_steps: bool,
        statistics: Statistics,
    },
    Fails(Box<Counterexample>),
    /// The order in which handles of an `Arc` are dropped matters, and this search doesn't explore it.
    CountsMatter,
}

/// The program to explore. The destructors of its values are code of the program: they run when no execution does.
pub(crate) struct Subject<'a> {
    pub(crate) run: &'a mut dyn FnMut(),
    /// Drops what the last run returned, or leaks it after a failure.
    pub(crate) discard: &'a dyn Fn(bool),
}

/// Only one search runs in a process at a time: statics belong to the running execution.
static RUNNING: Mutex<()> = Mutex::new(());

/// Runs `f` while no other search runs.
///
/// # Panics
///
/// Panics inside a model.
pub(crate) fn alone<R>(f: impl FnOnce() -> R) -> R {
    assert!(entry::current().is_null(), "a model cannot run inside another model");
    let _one_at_a_time = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let _watched = guard::search_begins();
    let _stacks = stacks::take();
    f()
}

/// How much of a program was explored in one phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Coverage {
    pub(crate) executions: u64,
    pub(crate) complete: bool,
    /// Set when only those executions were explored in which no thread loops on and on while others could run.
    pub(crate) fair: bool,
}

/// Explores a phase, and calls `each` after every execution that is complete and new. Adds to what is known of the
/// loops.
pub(crate) fn explore(
    plan: Plan,
    loops: &mut Loops,
    progress: &mut Progress,
    program: &mut Subject<'_>,
    each: &mut dyn FnMut(&Execution),
) -> Result<Outcome, SearchError> {
    let strategy = match plan.max_preemptions {
        Some(preemptions) => Strategy::Plain { preemptions },
        // Which steps commute is known for our world only.
        None if plan.rules.belief.is_some() => Strategy::Plain { preemptions: usize::MAX },
        None => Strategy::Reduced,
    };
    let mut search = Search::new(strategy);
    let mut executions = 0;
    let mut attempts = 0;
    let mut weak_orderings = false;
    let mut saw_steps = false;
    let mut statistics = Statistics::default();
    let budget = plan.max_executions.unwrap_or(0).max(BUDGET);
    loop {
        let execution = match run(&plan, &search, loops, program.run) {
            Ok(execution) => execution,
            Err(Stopped::Greedy(_)) => {
                // The search starts over: it knows now where that thread must let others run.
                search = Search::new(strategy);
                (program.discard)(true);
                (executions, statistics) = (0, Statistics::default());
                continue;
            }
            Err(Stopped::By(error)) => return Err(error),
        };
        if execution.counts_matter {
            return Ok(Outcome::CountsMatter);
        }
        weak_orderings |= execution.weak_orderings;
        if execution.failure.is_some() {
            (program.discard)(true);
            let found = explain::counterexample(&execution, plan.tried + executions + 1);
            // If the search for a simpler one hangs, this one is shown.
            let found = Arc::new(found);
            let shown = guard::found(&found);
            let simpler = simplest(&plan, &found, loops, progress, program);
            drop(shown);
            let best = simpler.unwrap_or_else(|| Arc::unwrap_or_clone(found));
            return Ok(Outcome::Fails(Box::new(best)));
        }
        attempts += 1;
        // One thread besides the closure's own may exist for its panic alone; two that share nothing are suspicious.
        saw_steps |= execution.threads.len() <= 2 || execution.takes_steps();
        if !search.borrow().redundant {
            executions += 1;
            statistics.add(&execution);
            each(&execution);
        } else {
            (program.discard)(false);
        }
        execution.recycle();
        progress.tell(Doing::Explores(plan.phase), executions);
        let complete = !search.borrow_mut().advance();
        if complete || executions >= plan.most(weak_orderings) || attempts >= budget {
            let coverage = Coverage { executions, complete, fair: loops.any_is_greedy() };
            return Ok(Outcome::Holds { coverage, weak_orderings, saw_steps, statistics });
        }
    }
}

/// Why there is no execution to look at.
pub(crate) enum Stopped {
    By(SearchError),
    /// A thread looped on and on in it while others could have run. That loop is known now.
    Greedy(Box<Execution>),
}

impl From<Stopped> for SearchError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::By(error) => error,
            Stopped::Greedy(mut execution) => {
                SearchError::of(&mut execution).expect("it has taken too many steps")
            }
        }
    }
}

/// Runs one execution along the search's current path, and lends it the loops.
pub(crate) fn run(
    plan: &Plan,
    search: &Rc<RefCell<Search>>,
    loops: &mut Loops,
    program: &mut dyn FnMut(),
) -> Result<Execution, Stopped> {
    let chooser = Rc::clone(search);
    let mut execution =
        Execution::new(plan.phase, plan.rules, plan.weak_races, plan.counts_are_steps, chooser);
    execution.loops = std::mem::take(loops);
    execute(&mut execution, program);
    let is_endless =
        matches!(execution.failure, Some(FailureRecord::GaveUp(GaveUp::TooLong { .. })));
    let is_greedy = is_endless && !execution.counts_matter && execution.find_greedy_loop();
    *loops = std::mem::take(&mut execution.loops);
    if execution.counts_matter {
        return Ok(execution);
    }
    if is_greedy {
        return Err(Stopped::Greedy(Box::new(execution)));
    }
    if let Some(error) = SearchError::of(&mut execution) {
        return Err(Stopped::By(error));
    }
    if search.borrow().diverged {
        return Err(Stopped::By(SearchError::NotDeterministic));
    }
    Ok(execution)
}

/// Runs `program` in this execution, unless the process can't keep more stacks.
pub(crate) fn execute(execution: &mut Execution, program: &mut dyn FnMut()) {
    if stacks::are_too_many() {
        execution.fail(FailureRecord::GaveUp(GaveUp::TooManyStacks));
    } else {
        scheduler::run(execution, program, explain::last_words);
    }
}
