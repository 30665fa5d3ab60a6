//! What the search has learned of the program's loops, and keeps from one execution to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::Location;

use crate::machine::execution::{Execution, StepRecord};
use crate::machine::object::State;
use crate::machine::request::{NO_OBJECT, ObjectId};

/// A place in the source that each round of a loop comes to.
pub(crate) type Place = (&'static str, u32, u32);

/// Loops that are known by now.
#[derive(Clone, Default)]
pub(crate) struct Loops {
    /// Those that never give up, by their thread and by what it has read up to them.
    endless: BTreeSet<(usize, u64)>,
    /// Those that change something in each round and still do not end by themselves.
    greedy: BTreeSet<Place>,
}

impl Loops {
    pub(super) fn are_endless(&self, thread: usize, history: u64) -> bool {
        self.endless.contains(&(thread, history))
    }

    pub(super) fn add_endless(&mut self, thread: usize, history: u64) {
        self.endless.insert((thread, history));
    }

    /// Whether there are loops in which threads have to let others go.
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

/// How many of the last steps of an execution without an end are looked at.
const TAIL: usize = 2_000;

/// A place that a thread has come to so often among these is one that each round of its loop comes to.
const VISITS: usize = 8;

/// An execution that is longer than this has no end.
const MOST_STEPS: usize = 20_000;

/// And where threads already let each other go before they go round again, one that is longer than this.
const MOST_STEPS_IN_TURN: usize = 4_000;

/// Fairness, after Musuvathi and Qadeer, "Fair Stateless Model Checking" (PLDI 2008): in a loop that changes something
/// in each round, a thread would go on forever while others could go. There it lets each of them take a step before
/// its next round.
impl Execution {
    /// How many steps an execution may have.
    #[inline]
    pub(crate) fn most_steps(&self) -> usize {
        if self.loops.any_is_greedy() { MOST_STEPS_IN_TURN } else { MOST_STEPS }
    }

    /// Called where an execution has taken too many steps: finds a thread that went round and round while others could
    /// have gone, and has it let them go in the next executions. Returns whether there is such a thread.
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

    /// Whether a thread asked for its turn before it took the step: it does not to look at a cell.
    fn is_a_turn(&self, step: &StepRecord) -> bool {
        let object = self.objects.get(step.object as usize);
        !object.is_some_and(|object| matches!(object.state, State::Cell(_)))
    }

    /// Whether another thread could go, or waits for something that was touched in these steps.
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

    /// Whether the thread has to let another one go before its next round: one that could go and has not since.
    ///
    /// They never all do: of those that have come round, the one for which that is the longest ago has seen the others
    /// go since.
    #[inline]
    pub(crate) fn gives_way(&self, thread: usize) -> bool {
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

    /// The thread takes a step there.
    #[inline]
    pub(super) fn comes_round(&mut self, thread: usize, location: &'static Location<'static>) {
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
