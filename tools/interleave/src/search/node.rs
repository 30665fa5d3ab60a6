//! A place where the search can go several ways, and which of them it has been.

use crate::machine::mask::{Mask, bit, first};

/// Which orders are tried.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// One of each class of equivalent orders.
    Reduced,
    /// Every order with at most so many preemptions.
    Plain {
        /// The bound.
        preemptions: usize,
    },
}

/// A choice on the present path.
pub(super) enum Node {
    /// Whose turn it is.
    Who {
        ready: Mask,
        /// Not among the ready: they would look again, to find out whether they give up.
        spinning: Mask,
        /// What they would do has been explored already.
        asleep: Mask,
        tried: Mask,
        chosen: usize,
        /// What the chosen one did there the last time, as a number: zero before that.
        site: usize,
        /// Whether to choose another one than the last interrupts nobody.
        free: bool,
        last: Option<usize>,
        /// How many there were before.
        preemptions: usize,
        /// Whether anything need be tried beside the first choice.
        raced: bool,
    },
    /// In which of its ways the step turns out.
    Which { count: usize, chosen: usize },
}

impl Node {
    /// Takes the next alternative, the thread that ran last before all others. Returns false when there is none.
    pub(super) fn advance(&mut self, style: Style) -> bool {
        match self {
            Node::Which { count, chosen } => {
                *chosen += 1;
                *chosen < *count
            }
            Node::Who {
                ready,
                spinning,
                asleep,
                tried,
                chosen,
                site,
                free,
                last,
                preemptions,
                raced,
            } => {
                if style == Style::Reduced && *tried != 0 && !*raced {
                    return false;
                }
                let mut left = (*ready | *spinning) & !*asleep & !*tried;
                if let Style::Plain { preemptions: bound } = style
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

    /// The step that is chosen there races with a later one.
    pub(super) fn note_race(&mut self) {
        if let Node::Who { raced, .. } = self {
            *raced = true;
        }
    }
}
