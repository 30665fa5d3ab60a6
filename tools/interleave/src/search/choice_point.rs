//! A point where the search can go several ways, and which of them it has tried.

use crate::machine::thread_set::{ThreadSet, bit, first};

/// Which orders are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One order of each class of equivalent ones.
    Reduced,
    /// Every order with at most this many preemptions.
    Plain {
        /// The bound.
        preemptions: usize,
    },
}

/// A choice on the present path.
pub(super) enum ChoicePoint {
    /// Which thread takes its turn.
    Thread {
        ready: ThreadSet,
        /// Spinners, which aren't among the ready: they would look again, to find out whether they give up.
        spinning: ThreadSet,
        /// Threads whose next step has been explored already.
        sleep_set: ThreadSet,
        tried: ThreadSet,
        chosen: usize,
        /// What the chosen thread did there the last time, as a number; zero before that.
        site: usize,
        /// Whether choosing another thread than the last interrupts no thread.
        free: bool,
        last: Option<usize>,
        /// How many preemptions there were before.
        preemptions: usize,
        /// Whether anything besides the first choice must be tried.
        backtrack: bool,
    },
    /// Which of its possible outcomes the step has.
    Alternative { count: usize, chosen: usize },
}

impl ChoicePoint {
    /// Takes the next alternative, preferring the thread that ran last. Returns false if there is none.
    pub(super) fn advance(&mut self, strategy: Strategy) -> bool {
        match self {
            ChoicePoint::Alternative { count, chosen } => {
                *chosen += 1;
                *chosen < *count
            }
            ChoicePoint::Thread {
                ready,
                spinning,
                sleep_set,
                tried,
                chosen,
                site,
                free,
                last,
                preemptions,
                backtrack,
            } => {
                if strategy == Strategy::Reduced && *tried != 0 && !*backtrack {
                    return false;
                }
                let mut left = (*ready | *spinning) & !*sleep_set & !*tried;
                if let Strategy::Plain { preemptions: bound } = strategy
                    && !*free
                    && *preemptions >= bound
                {
                    left &= last.map_or(left, bit);
                }
                if left == 0 {
                    return false;
                }
                let willing = if left & *ready != 0 { left & *ready } else { left };
                let next =
                    last.filter(|&t| willing & bit(t) != 0).unwrap_or_else(|| first(willing));
                *chosen = next;
                *tried |= bit(next);
                *site = 0;
                true
            }
        }
    }

    /// Notes that the step chosen here races with a later one: the other threads must be tried as well.
    pub(super) fn backtrack(&mut self) {
        match self {
            ChoicePoint::Thread { backtrack, .. } => *backtrack = true,
            // All alternatives are tried in any case.
            ChoicePoint::Alternative { .. } => {}
        }
    }
}
