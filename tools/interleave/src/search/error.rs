//! Why a search could not be done, in words.

use std::fmt;

use crate::explain;
use crate::machine::execution::{Execution, FailureRecord, GaveUp};
use crate::trace::words::{grouped, plural};
use crate::trace::{Belief, Trace};

/// Why a search could not be done. It says nothing about the program's locks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// More executions than the search is willing to try.
    ///
    /// [`Checker::max_executions`](crate::Checker::max_executions) with a greater number lets the search continue
    /// for longer, and with a smaller one accepts less.
    /// [`Checker::max_preemptions`](crate::Checker::max_preemptions) makes the search smaller.
    Budget {
        /// How many were tried.
        executions: u64,
    },
    /// An execution that doesn't end.
    TooLong {
        /// How many steps it took before the search gave up.
        steps: usize,
        /// The last two rounds of the loop that it was in.
        end: Box<Trace>,
    },
    /// More threads than the explorer can tell apart.
    TooManyThreads,
    /// The program did something else when it was run again in the same order.
    NotDeterministic,
    /// A lock or cell was made outside the closure, and its value cannot be put back for the next execution.
    MadeOutside {
        /// Its type.
        kind: &'static str,
    },
    /// Something that was made in one execution was used in a later one.
    CarriedOver {
        /// Its type.
        kind: &'static str,
    },
    /// Too many runs have failed in this process: each keeps the stacks of the threads that it left behind.
    TooManyStacks,
    /// The threads of a model took no step that the explorer sees.
    NothingSeen,
    /// It holds, but in the world of a belief, and so it's no proof.
    NotOurWorld {
        /// What is true there.
        belief: Belief,
    },
    /// The exercise uses std's own types where the explorer's are meant.
    Unseen {
        /// Each use, with its place and with what to use instead.
        uses: Vec<String>,
    },
    /// The schedule to be replayed is impossible.
    Schedule {
        /// Which step, and why.
        problem: String,
        /// The run up to there; without steps if the schedule could not be read at all.
        run: Box<Trace>,
    },
}

impl SearchError {
    /// Why the search cannot be done, if the execution has shown that. Then the execution no longer counts as failed.
    pub(crate) fn of(execution: &mut Execution) -> Option<Self> {
        let Some(FailureRecord::GaveUp(gave_up)) = execution.failure else { return None };
        execution.failure = None;
        Some(match gave_up {
            GaveUp::TooLong { steps } => {
                SearchError::TooLong { steps, end: Box::new(explain::last_rounds(execution)) }
            }
            GaveUp::TooManyThreads => SearchError::TooManyThreads,
            GaveUp::TooManyStacks => SearchError::TooManyStacks,
            GaveUp::MadeOutside { kind } => SearchError::MadeOutside { kind },
            GaveUp::CarriedOver { kind } => SearchError::CarriedOver { kind },
        })
    }
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Budget { executions } => write!(
                f,
                "no verdict: after {} there was no end in sight. None of them fails, but that is no proof. Does \
                 the code take more steps than it must: a loop with more rounds than needed, a lock taken and \
                 released again and again? Each step that other threads can see multiplies the interleavings; \
                 with fewer steps, or fewer threads, all of them can be explored",
                plural(*executions, "execution", "executions")
            ),
            SearchError::TooLong { steps, end } => write!(
                f,
                "an execution took more than {} steps, so the search gave it up. Most likely, a loop changes something in \
                 each round and doesn't end. Its last two rounds:\n\n{end}\n\
                 What would end the loop, and which thread would have to do it? (If it does end, use fewer rounds.)",
                grouped(*steps as u64)
            ),
            SearchError::TooManyThreads => write!(
                f,
                "a model can have {} threads, the closure's own included. Use fewer: they show the same bugs",
                crate::machine::clock::MAX_THREADS
            ),
            SearchError::NotDeterministic => write!(
                f,
                "the program is not deterministic: run again in the same order, it did something else; a \
                 `HashMap`, the clock, a random number or something kept from the last run can be the reason"
            ),
            SearchError::MadeOutside { kind: "LazyLock" } => write!(
                f,
                "a `LazyLock` was made outside the closure, and what makes its value can be called only once: make \
                 it inside the closure, or say `LazyLock<T>`, whose maker is a plain function"
            ),
            SearchError::MadeOutside { kind } => write!(
                f,
                "a `{kind}` was made outside the closure, and its value cannot be put back for the next \
                 execution: only numbers, `bool`, `char` and `&str` can be put back, and options, pairs and arrays \
                 of them. Make it inside the closure, and share it with an `Arc` or with `thread::scope`"
            ),
            SearchError::CarriedOver { kind } => write!(
                f,
                "a `{kind}` of one execution was used in a later one. Each execution has threads, locks and \
                 channels of its own: make it inside the closure, and keep nothing of it outside"
            ),
            SearchError::TooManyStacks => write!(
                f,
                "too many runs have failed in this process: each keeps the stacks of the threads that it left \
                 behind, because something may still refer to them; explore fewer programs in one process"
            ),
            SearchError::NothingSeen => write!(
                f,
                "the threads took no step that the explorer sees. It sees what comes from `interleave::sync`, \
                 `thread`, `cell` and `rc`, and nothing of std's own. Do the code's `use` lines name std's types?"
            ),
            SearchError::NotOurWorld { belief } => write!(
                f,
                "this holds in a world in which {}, and that isn't ours: it proves nothing. Leave out \
                 `in_a_world_where`",
                belief.claim()
            ),
            SearchError::Unseen { uses } => match uses.as_slice() {
                [one] => {
                    let (what, instead) = one.split_once(". ").unwrap_or((one, ""));
                    write!(f, "{what}: the explorer doesn't see what happens in it. {instead}")
                }
                several => {
                    write!(f, "the explorer doesn't see what happens in these:")?;
                    several.iter().try_for_each(|one| write!(f, "\n- {one}"))
                }
            },
            SearchError::Schedule { problem, run } if run.shown().is_empty() => {
                write!(f, "this schedule is impossible: {problem}")
            }
            SearchError::Schedule { problem, run } => {
                write!(f, "this schedule is impossible: {problem}\n\nThe run so far:\n\n{run}")
            }
        }
    }
}

impl std::error::Error for SearchError {}
