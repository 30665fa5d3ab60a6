//! A place where the search can go several ways, and which of them it has been.

use crate::machine::thread_set::{ThreadSet, bit, first};

/// Which orders are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One of each class of equivalent orders.
    Reduced,
    /// Every order with at most so many preemptions.
    Plain {
        /// The bound.
        preemptions: usize,
    },
}

/// A choice on the present path.
pub(super) enum ChoicePoint {
    /// Whose turn it is.
    Thread {
        ready: ThreadSet,
        /// Not among the ready: they would look again, to find out whether they give up.
        spinning: ThreadSet,
        /// What they would do has been explored already.
        sleep_set: ThreadSet,
        tried: ThreadSet,
        chosen: usize,
        /// What the chosen one did there the last time, as a number: zero before that.
        site: usize,
        /// Whether to choose another one than the last interrupts nobody.
        free: bool,
        last: Option<usize>,
        /// How many there were before.
        preemptions: usize,
        /// Whether anything need be tried beside the first choice.
        backtrack: bool,
    },
    /// In which of its ways the step turns out.
    Alternative { count: usize, chosen: usize },
}

impl ChoicePoint {
    /// Takes the next alternative, the thread that ran last before all others. Returns false when there is none.
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

    /// The step that is chosen there races with a later one: the others have to be tried as well.
    pub(super) fn backtrack(&mut self) {
        match self {
            ChoicePoint::Thread { backtrack, .. } => *backtrack = true,
            // All alternatives are tried in any case.
            ChoicePoint::Alternative { .. } => {}
        }
    }
}
