//! Depth-first search over all choices, one execution for each path through the tree.
//!
//! Reduced: sleep sets (Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems", LNCS
//! 1032, 1996) skip an order of steps that differs from an explored one only by swapping neighbours that commute, and
//! [`races`] keeps it from being begun where that can be known.
//! Plain: every order, up to a number of preemptions where one is given.

pub(crate) mod driver;
pub(crate) mod explore;
mod node;
pub(crate) mod progress;
pub(crate) mod races;
pub(crate) mod replay;
pub(crate) mod tally;

use crate::machine::execution::Execution;
use crate::machine::loops::Loops;
use crate::machine::mask::{Mask, bit, first, threads};
use crate::machine::pending::{Pending, Wait, end};
use crate::machine::reads::Reads;
use crate::machine::ready::Standing;
use crate::search::driver::Pick;
use crate::search::node::Node;
pub(crate) use crate::search::node::Style;
use crate::search::races::Races;

/// What is left to try, and how far the present execution has come.
pub(crate) struct Search {
    style: Style,
    path: Vec<Node>,
    depth: usize,
    /// The threads that need not go now: what they would do has been explored already.
    asleep: Mask,
    pub(crate) races: Races,
    /// Set when the rest of the present execution repeats an explored one.
    pub(crate) redundant: bool,
    /// Set when the program did something else than the last time at the same point.
    pub(crate) strayed: bool,
    /// An execution of this many steps is of no interest.
    pub(crate) most_steps: usize,
    /// What is known of the loops.
    pub(crate) loops: Loops,
}

impl Search {
    /// In a box, for it changes hands with every step.
    pub(crate) fn new(style: Style, loops: Loops) -> Box<Self> {
        Box::new(Search {
            loops,
            style,
            path: Vec::new(),
            depth: 0,
            asleep: 0,
            races: Races::default(),
            redundant: false,
            strayed: false,
            most_steps: usize::MAX,
        })
    }

    pub(crate) fn is_reduced(&self) -> bool {
        self.style == Style::Reduced
    }

    /// Moves on to the next path. Returns false when there is none.
    pub(crate) fn advance(&mut self) -> bool {
        self.depth = 0;
        self.asleep = 0;
        self.redundant = false;
        while let Some(node) = self.path.last_mut() {
            if node.advance(self.style) {
                self.races.begin(self.path.len() - 1);
                return true;
            }
            self.path.pop();
        }
        false
    }

    /// Nothing comes of the step at hand that is not explored elsewhere: it is as if its thread could not go.
    pub(crate) fn skip(&mut self) {
        self.redundant = true;
        let turn =
            self.path[..self.depth].iter_mut().rfind(|node| matches!(node, Node::Who { .. }));
        if let Some(turn) = turn {
            turn.note_race();
        }
    }

    /// What comes now may race with each of the steps so far.
    pub(crate) fn try_everything(&mut self) {
        for node in &mut self.path {
            node.note_race();
        }
    }

    pub(crate) fn pick(&mut self, execution: &Execution, standing: Standing) -> Pick {
        let (ready, spinning) = (standing.able(), standing.spinning);
        // It runs to its end all the same: to abandon its threads would cost more than that.
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
            let mut node = Node::Who {
                ready,
                spinning,
                asleep: self.asleep,
                tried: 0,
                chosen: 0,
                site: 0,
                free: execution.switch_is_free(),
                last: execution.turns.last().map(|turn| turn.thread),
                preemptions: execution.preemptions,
                // Who may go but need not is left out in some executions.
                raced: standing.maybe != 0,
            };
            if !node.advance(self.style) {
                self.redundant = true;
                return Pick::Thread(first(ready | spinning));
            }
            self.path.push(node);
        }
        let Node::Who {
            ready: before, spinning: hoped, asleep, tried, chosen, site: known, ..
        } = &mut self.path[self.depth]
        else {
            self.strayed = true;
            return Pick::Stop;
        };
        let chosen = *chosen;
        if *hoped & !spinning & bit(chosen) != 0 {
            // Meanwhile its loop is known to have no end. When it was begun here, all others were noted for a try.
            self.redundant = true;
            return Pick::Thread(first(ready | spinning));
        }
        if *before != ready || (*known != 0 && *known != site(chosen)) {
            self.strayed = true;
            return Pick::Stop;
        }
        *known = site(chosen);
        if self.style == Style::Reduced {
            self.asleep = still_asleep(execution, (*asleep | *tried) & !bit(chosen), chosen);
            self.note_step(execution, chosen);
        }
        self.depth += 1;
        Pick::Thread(chosen)
    }

    /// The thread takes its step. Where it races with an earlier one, somebody else might have gone then.
    fn note_step(&mut self, execution: &Execution, thread: usize) {
        if self.races.retakes(thread) {
            return;
        }
        let Some(step) = execution.as_it_stands(thread) else { return };
        if step.looks_at_an_end() {
            self.try_everything();
        }
        // Whoever let it go at last is not the only one that it might have come before.
        let had_to_wait = step.wait != Wait::Ready || execution.threads[thread].reads.looks(&step);
        let path = &mut self.path;
        self.races.take(thread, step, self.depth, had_to_wait, |node| path[node].note_race());
    }

    pub(crate) fn choose(&mut self, count: usize) -> usize {
        if self.redundant {
            return 0;
        }
        if self.depth == self.path.len() {
            self.path.push(Node::Which { count, chosen: 0 });
        }
        let Node::Which { count: before, chosen } = self.path[self.depth] else {
            self.strayed = true;
            return 0;
        };
        if before != count {
            self.strayed = true;
            return 0;
        }
        self.depth += 1;
        chosen
    }
}

/// A sleeping thread wakes when somebody takes a step that its own does not commute with.
fn still_asleep(execution: &Execution, candidates: Mask, chosen: usize) -> Mask {
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

/// Whether a spinner that has read this may find a difference after that step. One that only yields does after any
/// step, but to yield changes nothing and learns nothing: it need not come after that one as well as before.
fn wakes(step: &Pending, spinner: &Reads) -> bool {
    step.writes && (spinner.watches(step.object) || spinner.watches(step.also))
}
