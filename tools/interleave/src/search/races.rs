//! Finds the steps of an execution that could have come in another order, with another outcome.
//!
//! Dynamic partial-order reduction (Flanagan and Godefroid, "Dynamic Partial-Order Reduction for Model Checking
//! Software", POPL 2005): if the step that was taken races with no later one, no other need be tried in its place.
//! That this works together with sleep sets is shown by Abdulla, Aronis, Jonsson and Sagonas, "Optimal Dynamic
//! Partial Order Reduction" (POPL 2014).
//!
//! If there is a race, all other threads are tried, not only the one that it is with. That is more than those
//! papers require, and leaves less to prove about spinners, sleepers and time.

use crate::machine::clock::Clock;
use crate::machine::request::Request;

/// The turns of the present execution, and which of them had to come before which.
#[derive(Default)]
pub(crate) struct Races {
    threads: Vec<History>,
}

/// What one thread has done.
#[derive(Clone, Default)]
struct History {
    /// At first, those of the previous execution that this one repeats.
    transitions: Vec<Transition>,
    /// How many of them this execution has taken.
    taken: usize,
    /// How many turns of each thread led up to where it is now.
    known: Clock,
}

#[derive(Clone, Copy)]
struct Transition {
    step: Request,
    /// Where on the path it was chosen.
    node: usize,
    /// How many turns of each thread led up to it, itself included.
    known: Clock,
}

impl Races {
    /// Begins a new execution, which is the same as the last one up to this place of the path.
    pub(crate) fn begin(&mut self, same_until: usize) {
        for history in &mut self.threads {
            history
                .transitions
                .truncate(history.transitions.partition_point(|earlier| earlier.node < same_until));
            history.taken = 0;
            history.known = Clock::default();
        }
    }

    /// Takes the thread's step as in the previous execution, if that had one here. Returns whether it had.
    pub(crate) fn retakes(&mut self, thread: usize) -> bool {
        let history = self.history(thread);
        let Some(earlier) = history.transitions.get(history.taken) else { return false };
        history.known = earlier.known;
        history.taken += 1;
        true
    }

    /// Takes the thread's step, chosen at this place of the path. Calls `each` with the places of all turns that
    /// the step might have come before: for each thread the last turn that it doesn't commute with, or all of them
    /// if the step wasn't always enabled since then.
    pub(crate) fn take(
        &mut self,
        thread: usize,
        step: Request,
        node: usize,
        had_to_wait: bool,
        mut each: impl FnMut(usize),
    ) {
        let known = self.history(thread).known;
        let mut now = known;
        for (other, history) in
            self.threads.iter().enumerate().filter(|(other, _)| *other != thread)
        {
            let unknown = &history.transitions[known.of(other) as usize..];
            for earlier in unknown.iter().rev().filter(|earlier| !earlier.step.commutes_with(&step))
            {
                now.join(&earlier.known);
                each(earlier.node);
                // Once it comes before that turn, its races with earlier turns will be found.
                if !had_to_wait {
                    break;
                }
            }
        }
        now.tick(thread);
        let history = &mut self.threads[thread];
        history.known = now;
        history.transitions.push(Transition { step, node, known: now });
        history.taken += 1;
    }

    /// Notes that everything the other thread has done led up to where this one is.
    pub(crate) fn learn(&mut self, thread: usize, other: usize) {
        let known = self.history(other).known;
        self.history(thread).known.join(&known);
    }

    /// Whether everything done so far led up to where the thread is.
    pub(crate) fn knows_all(&mut self, thread: usize) -> bool {
        let known = self.history(thread).known;
        self.threads.iter().enumerate().all(|(t, history)| history.taken == known.of(t) as usize)
    }

    fn history(&mut self, thread: usize) -> &mut History {
        if self.threads.len() <= thread {
            self.threads.resize(thread + 1, History::default());
        }
        &mut self.threads[thread]
    }
}
