//! What the search has learned about the program's loops, and keeps from one execution to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::Location;

use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::State;
use crate::machine::request::{NO_OBJECT, ObjectId};

/// A place in the source that each round of a loop passes.
pub(crate) type Place = (&'static str, u32, u32);

/// The loops that are known by now.
#[derive(Clone, Default)]
pub(crate) struct Loops {
    /// The loops that never give up, by their thread and by what it had read before them.
    endless: BTreeSet<(usize, u64)>,
    /// The places of *greedy loops*: they change something in each round, and still don't end by themselves.
    greedy: BTreeSet<Place>,
}

impl Loops {
    pub(super) fn are_endless(&self, thread: usize, history: u64) -> bool {
        self.endless.contains(&(thread, history))
    }

    pub(super) fn add_endless(&mut self, thread: usize, history: u64) {
        self.endless.insert((thread, history));
    }

    /// Whether there are greedy loops, in which a thread must yield to others.
    #[inline]
    pub(crate) fn any_is_greedy(&self) -> bool {
        !self.greedy.is_empty()
    }

    #[inline]
    fn is_greedy(&self, location: &'static Location<'static>) -> bool {
        self.any_is_greedy() && self.greedy.contains(&place(location))
    }
}

fn place(location: &'static Location<'static>) -> Place {
    (location.file(), location.line(), location.column())
}

/// How many of the last steps of an endless execution are examined.
const TAIL: usize = 2_000;

/// A place that a thread reaches this often in these steps is one that each round of its loop passes.
const VISITS: usize = 8;

/// An execution with more steps than this is endless.
const MOST_STEPS: usize = 20_000;

/// The same limit once threads in greedy loops yield to each other before their next round.
const MOST_STEPS_IN_TURN: usize = 4_000;

/// Fairness, after Musuvathi and Qadeer, "Fair Stateless Model Checking" (PLDI 2008). In a greedy loop, a thread
/// would run forever while other threads are enabled. So it lets each of them take a step before its next round.
impl Execution {
    /// How many steps an execution may have.
    #[inline]
    pub(crate) fn most_steps(&self) -> usize {
        if self.loops.any_is_greedy() { MOST_STEPS_IN_TURN } else { MOST_STEPS }
    }

    /// Finds a thread that kept looping while other threads were enabled. Called when an execution has taken too
    /// many steps. In the next executions, the thread yields to the others in that loop. Returns whether there is
    /// such a thread.
    pub(crate) fn find_greedy_loop(&mut self) -> bool {
        let tail = &self.steps[self.steps.len().saturating_sub(TAIL)..];
        let mut visits: BTreeMap<(usize, Place), usize> = BTreeMap::new();
        for step in tail.iter().filter(|step| self.is_a_turn(step)) {
            *visits.entry((step.thread, place(step.location))).or_default() += 1;
        }
        let (mut found, mut known) = (Vec::new(), false);
        for thread in 0..self.threads.len() {
            let often =
                |(visit, count): &(&(usize, Place), &usize)| visit.0 == thread && **count >= VISITS;
            let round: Vec<Place> = visits.iter().filter(often).map(|((_, p), _)| *p).collect();
            known |= round.iter().any(|place| self.loops.greedy.contains(place));
            if !known && self.others_could_go(thread, tail) {
                found.extend(round);
            }
        }
        let before = self.loops.greedy.len();
        self.loops.greedy.extend(found);
        self.loops.greedy.len() > before
    }

    /// Whether a thread asked for its turn before it took the step. It doesn't ask before it looks at a cell.
    fn is_a_turn(&self, step: &StepRecord) -> bool {
        let object = self.objects.get(step.object as usize);
        !object.is_some_and(|object| matches!(object.state, State::Cell(_)))
    }

    /// Whether another thread is enabled, or waits for something that these steps touched.
    fn others_could_go(&self, thread: usize, tail: &[StepRecord]) -> bool {
        let touched =
            |object: ObjectId| object != NO_OBJECT && tail.iter().any(|step| step.object == object);
        (0..self.threads.len()).filter(|&t| t != thread && !self.threads[t].done).any(|other| {
            let state = &self.threads[other];
            self.is_enabled(other)
                || state.pending.is_some_and(|p| touched(p.object))
                || state.reads.watched().iter().any(|seen| touched(seen.object))
        })
    }

    /// Whether the thread must yield: another enabled thread has taken no step since this one was last here.
    ///
    /// The threads never all yield. Of those that have looped back, the one that did so longest ago has seen all the
    /// others take a step since.
    #[inline]
    pub(crate) fn must_yield(&self, thread: usize) -> bool {
        self.loops.any_is_greedy() && self.lets_others_go_first(thread)
    }

    fn lets_others_go_first(&self, thread: usize) -> bool {
        let state = &self.threads[thread];
        let at = state.pending.as_ref().map(|p| p.location).filter(|at| self.loops.is_greedy(at));
        let Some(at) = at.map(place) else { return false };
        let Some((_, mark)) = state.rounds.iter().find(|round| round.0 == at) else { return false };
        let moved = |other: usize| self.steps[*mark..].iter().any(|step| step.thread == other);
        (0..self.threads.len()).any(|other| {
            other != thread && !self.threads[other].done && self.is_enabled(other) && !moved(other)
        })
    }

    /// Notes that the thread takes a step there, if a greedy loop passes that place.
    #[inline]
    pub(super) fn loops_back(&mut self, thread: usize, location: &'static Location<'static>) {
        if !self.loops.is_greedy(location) {
            return;
        }
        let (at, now) = (place(location), self.steps.len());
        let rounds = &mut self.threads[thread].rounds;
        match rounds.iter_mut().find(|round| round.0 == at) {
            Some(round) => round.1 = now,
            None => rounds.push((at, now)),
        }
    }
}
