//! Runs a program again and again until every execution was seen, or one fails; then looks for the simplest that does.

use std::sync::{Arc, Mutex, PoisonError};

use crate::checker::{Coverage, SearchError};
use crate::machine::execution::{Execution, RawFailure};
use crate::machine::loops::Loops;
use crate::machine::{scheduler, stacks, watch};
use crate::search::driver::Driver;
use crate::search::progress::{Doing, Progress};
use crate::search::tally::Tally;
use crate::search::{Search, Style};
use crate::story::{explain, stale};
use crate::trace::{Counterexample, Phase};

/// A phase gives up after so many executions, unless the caller allows more. Those count that turned out to be no new
/// ones.
const BUDGET: u64 = 200_000;

/// How many steps the search for a simpler counterexample may take.
const SIMPLIFY: usize = 500_000;

/// One phase of a search.
pub(crate) struct Plan {
    pub(crate) phase: Phase,
    pub(crate) weak_races: bool,
    /// Whether cloning and dropping an `Arc` are steps.
    pub(crate) counts_are_steps: bool,
    pub(crate) max_executions: Option<u64>,
    /// Whether half of them are left to the next phase, if that is needed.
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
            weak_races: true,
            counts_are_steps,
            max_executions: None,
            shares: false,
            max_preemptions: None,
            tried: 0,
        }
    }

    /// How many executions the phase may explore: known once it is known whether another one follows.
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
        tally: Tally,
    },
    Fails(Box<Counterexample>),
    /// It matters in which order handles of an `Arc` are dropped, and this search does not explore that.
    CountsMatter,
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
    let _watched = watch::search();
    let _stacks = stacks::take();
    f()
}

/// Explores a phase; `each` is called after every execution that is complete and new. Adds to what is known of the
/// loops.
pub(crate) fn explore(
    plan: Plan,
    loops: &mut Loops,
    progress: &mut Progress,
    program: &mut Subject<'_>,
    each: &mut dyn FnMut(&Execution),
) -> Result<Outcome, SearchError> {
    let style = match plan.max_preemptions {
        Some(preemptions) => Style::Plain { preemptions },
        None => Style::Reduced,
    };
    let mut search = Search::new(style, std::mem::take(loops));
    let mut executions = 0;
    let mut attempts = 0;
    let mut weak_orderings = false;
    let mut saw_steps = false;
    let mut tally = Tally::default();
    let budget = plan.max_executions.unwrap_or(0).max(BUDGET);
    loop {
        let (execution, now) = match run(&plan, search, program.run) {
            Ok(done) => done,
            Err(Stopped::Greedy(execution)) => {
                // From the beginning, for it is known now where that thread has to let others go.
                search = Search::new(style, execution.loops);
                (program.discard)(true);
                (executions, tally) = (0, Tally::default());
                continue;
            }
            Err(Stopped::By(error)) => return Err(error),
        };
        search = now;
        if execution.counts_matter {
            return Ok(Outcome::CountsMatter);
        }
        weak_orderings |= execution.weak_orderings;
        if execution.failure.is_some() {
            (program.discard)(true);
            let found = explain::counterexample(&execution, plan.tried + executions + 1);
            // Where the search for a simpler one hangs, this is shown.
            let found = Arc::new(found);
            let shown = watch::found(&found);
            let simpler = simplest(&plan, &found, search.loops, progress, program);
            drop(shown);
            let best = simpler.unwrap_or_else(|| Arc::unwrap_or_clone(found));
            return Ok(Outcome::Fails(Box::new(best)));
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
        progress.tell(Doing::Explores(plan.phase), executions);
        let complete = !search.advance();
        if complete || executions >= plan.most(weak_orderings) || attempts >= budget {
            let fair = search.loops.any_is_greedy();
            let coverage = Coverage { executions, complete, fair };
            *loops = search.loops;
            return Ok(Outcome::Holds { coverage, weak_orderings, saw_steps, tally });
        }
    }
}

/// Why there is no execution to look at.
pub(crate) enum Stopped {
    By(SearchError),
    /// A thread went round and round in it while others could have gone. It knows that loop now.
    Greedy(Box<Execution>),
}

impl From<Stopped> for SearchError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::By(error) => error,
            Stopped::Greedy(mut execution) => {
                execution.search_error().expect("it has taken too many steps")
            }
        }
    }
}

/// Runs one execution along the path that the search stands at.
pub(crate) fn run(
    plan: &Plan,
    mut search: Box<Search>,
    program: &mut dyn FnMut(),
) -> Result<(Execution, Box<Search>), Stopped> {
    if stacks::are_too_many() {
        return Err(Stopped::By(SearchError::TooManyStacks));
    }
    let loops = std::mem::take(&mut search.loops);
    let (phase, counts) = (plan.phase, plan.counts_are_steps);
    let mut execution = Execution::new(phase, plan.weak_races, counts, Driver::Search(search));
    execution.loops = loops;
    scheduler::run(&mut execution, program);
    if !execution.counts_matter {
        let is_endless = execution.failure.as_ref().is_some_and(RawFailure::is_about_its_length);
        if is_endless && execution.find_greedy_loop() {
            return Err(Stopped::Greedy(Box::new(execution)));
        }
        if let Some(error) = execution.search_error() {
            return Err(Stopped::By(error));
        }
    }
    let Driver::Search(mut search) = std::mem::replace(&mut execution.driver, Driver::Away) else {
        unreachable!("the driver is put back after each pick")
    };
    if search.strayed && !execution.counts_matter {
        return Err(Stopped::By(SearchError::NotDeterministic));
    }
    search.loops = std::mem::take(&mut execution.loops);
    Ok((execution, search))
}

/// Looks again with 0, 1, 2, … preemptions, and among those with the fewest for the shortest run: iterative
/// context bounding, after Musuvathi and Qadeer, "Iterative Context Bounding for Systematic Testing of
/// Multithreaded Programs" (PLDI 2007).
fn simplest(
    plan: &Plan,
    found: &Counterexample,
    mut loops: Loops,
    progress: &mut Progress,
    program: &mut Subject<'_>,
) -> Option<Counterexample> {
    let mut left = SIMPLIFY;
    let mut tried = 0;
    for preemptions in 0..=found.preemptions {
        let mut best: Option<(_, Counterexample)> = None;
        let mut search = Search::new(Style::Plain { preemptions }, std::mem::take(&mut loops));
        while left > 0 && stacks::are_few() {
            let Ok((execution, now)) = run(plan, search, program.run) else {
                return best.map(|(_, best)| best);
            };
            search = now;
            (program.discard)(execution.failure.is_some());
            tried += 1;
            progress.tell(Doing::Simplifies, tried);
            // An execution costs something even if it ends at once.
            left = left.saturating_sub(execution.steps.len() + 10);
            // Where it turns out that counts matter, what a thread knows is not exact.
            if execution.failure.is_some() && !execution.counts_matter {
                let effort = effort(&execution);
                if best.as_ref().is_none_or(|(least, _)| &effort < least) {
                    search.most_steps = execution.steps.len() + 1;
                    let simpler = explain::counterexample(&execution, found.executions);
                    best = Some((effort, simpler));
                }
            }
            execution.recycle();
            if !search.advance() {
                break;
            }
        }
        if let Some((_, best)) = best {
            return Some(best);
        }
        loops = search.loops;
    }
    None
}

/// What it takes to read a run: its steps, then what has to be known of orderings, then what is unusual in them, then
/// how often the thread changes. Of two that are the same in all this the one that begins with `A` is nicer to read.
fn effort(execution: &Execution) -> (usize, usize, usize, usize, Vec<usize>) {
    let surprises = execution.turns.iter().map(|turn| turn.alternatives.as_slice().len()).sum();
    let changes = execution.turns.windows(2).filter(|two| two[0].thread != two[1].thread).count();
    let threads = execution.turns.iter().map(|turn| turn.thread).collect();
    (execution.steps.len(), stale::effort(execution), surprises, changes, threads)
}
