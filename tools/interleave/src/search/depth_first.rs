//! Depth-first search over all choices, one execution for each path through the tree.
//!
//! Reduced: sleep sets (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", LNCS 1032,
//! 1996) skip an order of steps that differs from an explored one only by swapping neighbours that commute.
//! [`Races`] keeps the search from beginning such an order, if that can be known.
//!
//! Plain: every order, up to a number of preemptions if one is given.

use std::cell::RefCell;
use std::rc::Rc;

use crate::machine::choose::{Choose, Pick};
use crate::machine::enabled::EnabledThreads;
use crate::machine::execution::Execution;
use crate::machine::reads::Reads;
use crate::machine::request::{Request, Wait, end};
use crate::machine::thread_set::{ThreadSet, bit, first, threads};
use crate::search::choice_point::{ChoicePoint, Strategy};
use crate::search::races::Races;

/// What is left to try, and how far the present execution has come.
pub(crate) struct Search {
    strategy: Strategy,
    path: Vec<ChoicePoint>,
    depth: usize,
    /// The threads that need not run now, because their next steps have been explored already.
    sleep_set: ThreadSet,
    pub(crate) races: Races,
    /// Set when the rest of the present execution repeats an explored one.
    pub(crate) redundant: bool,
    /// Set when the program did something different from the last time at the same point.
    pub(crate) diverged: bool,
    /// An execution of this many steps is of no interest.
    pub(crate) most_steps: usize,
}

impl Search {
    /// Shared with the execution that it chooses for.
    pub(crate) fn new(strategy: Strategy) -> Rc<RefCell<Self>> {
        Rc::new(RefCell::new(Search {
            strategy,
            path: Vec::new(),
            depth: 0,
            sleep_set: 0,
            races: Races::default(),
            redundant: false,
            diverged: false,
            most_steps: usize::MAX,
        }))
    }

    /// Moves on to the next path. Returns false when there is none.
    pub(crate) fn advance(&mut self) -> bool {
        self.depth = 0;
        self.sleep_set = 0;
        self.redundant = false;
        while let Some(node) = self.path.last_mut() {
            if node.advance(self.strategy) {
                self.races.begin(self.path.len() - 1);
                return true;
            }
            self.path.pop();
        }
        false
    }

    /// Notes to backtrack to every choice so far, because what comes now may race with each of the steps.
    fn backtrack_everywhere(&mut self) {
        for point in &mut self.path {
            point.backtrack();
        }
    }

    /// Takes the thread's step, and backtracks to the earlier ones that it races with: another thread might have
    /// run then.
    fn find_races(&mut self, execution: &Execution, thread: usize) {
        if self.races.retakes(thread) {
            return;
        }
        let Some(step) = execution.as_it_stands(thread) else { return };
        if step.looks_at_an_end() {
            self.backtrack_everywhere();
        }
        // The step that enabled a waiting thread isn't the only one that the thread might have come before.
        let had_to_wait = step.wait != Wait::Ready || execution.threads[thread].reads.looks(&step);
        let path = &mut self.path;
        self.races.take(thread, step, self.depth, had_to_wait, |node| path[node].backtrack());
    }
}

impl Choose for Search {
    fn next_thread(&mut self, execution: &Execution, enabled: EnabledThreads) -> Pick {
        let (ready, spinning) = (enabled.able(), enabled.spinning);
        // A redundant execution still runs to its end, because abandoning its threads would cost more.
        self.redundant |= execution.steps.len() >= self.most_steps;
        if self.redundant {
            return Pick::Thread(first(ready | spinning));
        }
        let site = |t: usize| {
            execution.threads[t].pending.map_or(0, |p| {
                p.location.line() as usize * 256
                    + p.operation as usize
                    + (p.object as usize) * (1 << 24)
            })
        };
        if self.depth == self.path.len() {
            let mut node = ChoicePoint::Thread {
                ready,
                spinning,
                sleep_set: self.sleep_set,
                tried: 0,
                chosen: 0,
                site: 0,
                free: execution.switch_is_free(),
                last: execution.turns.last().map(|turn| turn.thread),
                preemptions: execution.preemptions,
                // A thread that may run but need not is left out in some executions.
                backtrack: enabled.maybe != 0,
            };
            if !node.advance(self.strategy) {
                self.redundant = true;
                return Pick::Thread(first(ready | spinning));
            }
            self.path.push(node);
        }
        let ChoicePoint::Thread {
            ready: before,
            spinning: hoped,
            sleep_set,
            tried,
            chosen,
            site: known,
            ..
        } = &mut self.path[self.depth]
        else {
            self.diverged = true;
            return Pick::Stop;
        };
        let chosen = *chosen;
        if *hoped & !spinning & bit(chosen) != 0 {
            // The thread's loop is known by now never to end. When it began here, all others were noted to be tried.
            self.redundant = true;
            return Pick::Thread(first(ready | spinning));
        }
        if *before != ready || (*known != 0 && *known != site(chosen)) {
            self.diverged = true;
            return Pick::Stop;
        }
        *known = site(chosen);
        if self.strategy == Strategy::Reduced {
            self.sleep_set =
                next_sleep_set(execution, (*sleep_set | *tried) & !bit(chosen), chosen);
            self.find_races(execution, chosen);
        }
        self.depth += 1;
        Pick::Thread(chosen)
    }

    fn alternative(&mut self, count: usize) -> usize {
        if self.redundant {
            return 0;
        }
        if self.depth == self.path.len() {
            self.path.push(ChoicePoint::Alternative { count, chosen: 0 });
        }
        let ChoicePoint::Alternative { count: before, chosen } = self.path[self.depth] else {
            self.diverged = true;
            return 0;
        };
        if before != count {
            self.diverged = true;
            return 0;
        }
        self.depth += 1;
        chosen
    }

    fn follows(&mut self, thread: usize, other: usize) {
        self.races.learn(thread, other);
    }

    fn closure_ends(&mut self) {
        if !self.races.knows_all(0) {
            self.backtrack_everywhere();
        }
    }

    /// Treats the thread of the step at hand as if it were blocked.
    fn skip(&mut self) {
        self.redundant = true;
        let is_turn = |point: &&mut ChoicePoint| matches!(point, ChoicePoint::Thread { .. });
        if let Some(turn) = self.path[..self.depth].iter_mut().rfind(is_turn) {
            turn.backtrack();
        }
    }

    fn spinner_gives_up(&mut self) {
        self.backtrack_everywhere();
    }

    fn skips_what_commutes(&self) -> bool {
        self.strategy == Strategy::Reduced
    }

    fn execution_ends(&mut self, _: &Execution) {}
}

/// A thread leaves the sleep set when another takes a step that its own doesn't commute with.
fn next_sleep_set(execution: &Execution, candidates: ThreadSet, chosen: usize) -> ThreadSet {
    let pending = |t: usize| execution.as_it_stands(t);
    let Some(step) = pending(chosen) else { return 0 };
    threads(candidates)
        .filter(|&t| {
            let (mine, chosens) = (&execution.threads[t].reads, &execution.threads[chosen].reads);
            pending(t).is_some_and(|other| {
                other.commutes_with(&step)
                    && !step.touches(end(t))
                    && !other.touches(end(chosen))
                    && !mine.watches(end(chosen))
                    && !chosens.watches(end(t))
                    && !wakes(&step, mine)
                    && !wakes(&other, chosens)
            })
        })
        .fold(0, |mask, t| mask | bit(t))
}

/// Whether a spinner that has read this may find a difference after that step. A spinner that only yields finds one
/// after any step. But a yield changes nothing and learns nothing, so it need not be tried after that step as well
/// as before.
fn wakes(step: &Request, spinner: &Reads) -> bool {
    step.writes && (spinner.watches(step.object) || spinner.watches(step.also))
}
