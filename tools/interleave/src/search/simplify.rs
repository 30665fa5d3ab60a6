//! Looks for the simplest run that fails, once one failing run is known.

use crate::explain::{self, effort};
use crate::machine::execution::Execution;
use crate::machine::loops::Loops;
use crate::machine::stacks;
use crate::search::choice_point::Strategy;
use crate::search::depth_first::Search;
use crate::search::explore::{Plan, Subject, run};
use crate::search::progress::{Doing, Progress};
use crate::trace::Counterexample;

/// How many steps the search for a simpler counterexample may take.
const SIMPLIFY: usize = 500_000;

/// Searches again with 0, 1, 2, … preemptions, and among the failing runs with the fewest it looks for the
/// shortest: iterative context bounding, after Musuvathi and Qadeer, "Iterative Context Bounding for Systematic
/// Testing of Multithreaded Programs" (PLDI 2007).
pub(super) fn simplest(
    plan: &Plan,
    found: &Counterexample,
    loops: &mut Loops,
    progress: &mut Progress,
    program: &mut Subject<'_>,
) -> Option<Counterexample> {
    let mut left = SIMPLIFY;
    let mut tried = 0;
    for preemptions in 0..=found.preemptions {
        let mut best: Option<(_, Counterexample)> = None;
        let search = Search::new(Strategy::Plain { preemptions });
        while left > 0 && stacks::are_few() {
            let Ok(execution) = run(plan, &search, loops, program.run) else {
                return best.map(|(_, best)| best);
            };
            (program.discard)(execution.failure.is_some());
            tried += 1;
            progress.tell(Doing::Simplifies, tried);
            // An execution costs something even if it ends at once.
            left = left.saturating_sub(execution.steps.len() + 10);
            // If it turns out that counts matter, what a thread knows isn't exact.
            if execution.failure.is_some() && !execution.counts_matter {
                let effort = effort(&execution);
                if best.as_ref().is_none_or(|(least, _)| &effort < least) {
                    search.borrow_mut().most_steps = execution.steps.len() + 1;
                    let simpler = explain::counterexample(&execution, found.executions);
                    best = Some((effort, simpler));
                }
            }
            execution.recycle();
            if !search.borrow_mut().advance() {
                break;
            }
        }
        if let Some((_, best)) = best {
            return Some(best);
        }
    }
    None
}

/// What it takes to read a run: its steps, then what a reader must know about orderings, then what is unusual in
/// the steps, then how often the thread changes. Of two runs that are the same in all this, the one that begins
/// with `A` is nicer to read.
fn effort(execution: &Execution) -> (usize, usize, usize, usize, Vec<usize>) {
    let surprises = execution.turns.iter().map(|turn| turn.alternatives.as_slice().len()).sum();
    let changes = execution.turns.windows(2).filter(|two| two[0].thread != two[1].thread).count();
    let threads = execution.turns.iter().map(|turn| turn.thread).collect();
    (execution.steps.len(), effort::of_orderings(execution), surprises, changes, threads)
}
