//! Runs a program again and again until every execution was seen, or one fails; then looks for the simplest that does.

use std::sync::{Mutex, PoisonError};

use crate::checker::{Coverage, SearchError};
use crate::machine::execution::{Endless, Execution, RawFailure};
use crate::machine::{scheduler, stacks};
use crate::search::driver::Driver;
use crate::search::tally::Tally;
use crate::search::{Search, Style};
use crate::story::explain;
use crate::trace::{Counterexample, Phase};

/// Without a limit set by the caller, the search gives up after so many executions.
const BUDGET: u64 = 200_000;

/// How many steps the search for a simpler counterexample may take.
const SIMPLIFY: usize = 500_000;

/// One phase of a search.
pub(crate) struct Plan {
    pub(crate) phase: Phase,
    pub(crate) weak_races: bool,
    pub(crate) max_executions: Option<u64>,
    pub(crate) max_preemptions: Option<usize>,
    /// How many executions earlier phases tried.
    pub(crate) tried: u64,
}

impl Plan {
    /// The order phase by itself.
    pub(crate) fn order() -> Self {
        Plan {
            phase: Phase::Order,
            weak_races: true,
            max_executions: None,
            max_preemptions: None,
            tried: 0,
        }
    }
}

pub(crate) enum Outcome {
    Holds { coverage: Coverage, weak_orderings: bool, saw_steps: bool, tally: Tally },
    Fails(Box<Counterexample>),
}

/// What is explored. Its values are code of the program: their destructors run when no execution does.
pub(crate) struct Subject<'a> {
    pub(crate) run: &'a mut dyn FnMut(),
    /// Drops what the last run returned; after a failure, leaks it.
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
    assert!(crate::machine::entry::current().is_null(), "a model cannot run inside another model");
    let _one_at_a_time = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    f()
}

/// Explores a phase; `each` is called after every execution that is complete and new. Adds to the loops that are
/// known to be endless.
pub(crate) fn explore(
    plan: Plan,
    endless: &mut Endless,
    program: &mut Subject<'_>,
    each: &mut dyn FnMut(&Execution),
) -> Result<Outcome, SearchError> {
    let style = match plan.max_preemptions {
        Some(preemptions) => Style::Plain { preemptions },
        None => Style::Reduced,
    };
    let mut search = Search::new(style, std::mem::take(endless));
    let mut executions = 0;
    let mut attempts = 0;
    let mut weak_orderings = false;
    let mut saw_steps = false;
    let mut tally = Tally::default();
    loop {
        let (execution, now) = run(&plan, search, program.run)?;
        search = now;
        weak_orderings |= execution.weak_orderings;
        if execution.failure.is_some() {
            (program.discard)(true);
            let found = explain::counterexample(&execution, plan.tried + executions + 1);
            return Ok(Outcome::Fails(Box::new(simplest(&plan, found, search.endless, program))));
        }
        attempts += 1;
        // One thread beside the closure's own may be there for its panic; two that share nothing are suspicious.
        saw_steps |= execution.threads.len() <= 2 || execution.takes_steps();
        if !search.redundant {
            executions += 1;
            tally.add(&execution);
            each(&execution);
        } else {
            (program.discard)(false);
        }
        execution.recycle();
        let complete = !search.advance();
        if complete || plan.max_executions.is_some_and(|max| executions >= max) {
            let coverage = Coverage { executions, complete };
            *endless = search.endless;
            return Ok(Outcome::Holds { coverage, weak_orderings, saw_steps, tally });
        }
        if attempts >= BUDGET {
            return Err(SearchError::Budget { executions });
        }
    }
}

/// Runs one execution along the path that the search stands at.
pub(crate) fn run(
    plan: &Plan,
    mut search: Box<Search>,
    program: &mut dyn FnMut(),
) -> Result<(Execution, Box<Search>), SearchError> {
    if stacks::are_too_many() {
        return Err(SearchError::TooManyStacks);
    }
    let endless = std::mem::take(&mut search.endless);
    let mut execution = Execution::new(plan.phase, plan.weak_races, Driver::Search(search));
    execution.endless = endless;
    scheduler::run(&mut execution, program);
    if let Some(RawFailure::Search(error)) = execution.failure {
        return Err(error);
    }
    let Driver::Search(mut search) = std::mem::replace(
        &mut execution.driver,
        Driver::Script(crate::search::replay::Script::empty()),
    ) else {
        unreachable!("the driver is put back after each pick")
    };
    if search.strayed {
        return Err(SearchError::NotDeterministic);
    }
    search.endless = std::mem::take(&mut execution.endless);
    Ok((execution, search))
}

/// Looks again with 0, 1, 2, … preemptions, and among those with the fewest for the shortest run: iterative
/// context bounding, after Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing of
/// Multithreaded Programs" (PLDI 2007).
fn simplest(
    plan: &Plan,
    found: Counterexample,
    mut endless: Endless,
    program: &mut Subject<'_>,
) -> Counterexample {
    let mut left = SIMPLIFY;
    for preemptions in 0..=found.preemptions {
        let mut best: Option<(_, Counterexample)> = None;
        let mut search = Search::new(Style::Plain { preemptions }, std::mem::take(&mut endless));
        while left > 0 && stacks::are_few() {
            let Ok((execution, now)) = run(plan, search, program.run) else {
                return best.map_or(found, |(_, best)| best);
            };
            search = now;
            (program.discard)(execution.failure.is_some());
            // An execution costs something even if it ends at once.
            left = left.saturating_sub(execution.steps.len() + 10);
            if execution.failure.is_some() {
                let effort = effort(&execution);
                if best.as_ref().is_none_or(|(least, _)| &effort < least) {
                    search.most_steps = execution.steps.len() + 1;
                    let simpler = explain::counterexample(&execution, found.executions);
                    best = Some((effort, simpler));
                }
            }
            if !search.advance() {
                break;
            }
        }
        if let Some((_, best)) = best {
            return best;
        }
        endless = search.endless;
    }
    found
}

/// What it takes to read a run: its steps, then what is unusual in them, then how often the thread changes. Of two
/// that are the same in all this the one that begins with `A` is nicer to read.
fn effort(execution: &Execution) -> (usize, usize, usize, Vec<usize>) {
    let surprises = execution.turns.iter().map(|turn| turn.alternatives.as_slice().len()).sum();
    let changes = execution.turns.windows(2).filter(|two| two[0].thread != two[1].thread).count();
    let threads = execution.turns.iter().map(|turn| turn.thread).collect();
    (execution.steps.len(), surprises, changes, threads)
}
