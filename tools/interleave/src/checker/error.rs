//! Why a search could not be done, in words.

use std::fmt;

use crate::story::words::{grouped, plural};
use crate::trace::Trace;

/// Why a search could not be done. It says nothing about the program's locks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SearchError {
    /// More executions than the search is willing to try; set a limit of your own to accept less.
    Budget {
        /// How many were tried.
        executions: u64,
    },
    /// One execution that does not end.
    TooLong {
        /// How many steps it took before the search gave up.
        steps: usize,
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
    /// The schedule to be replayed is impossible.
    Schedule {
        /// Which step, and why.
        problem: String,
        /// The run up to there; without steps if the schedule could not be read at all.
        run: Box<Trace>,
    },
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SearchError::Budget { executions } => write!(
                f,
                "the search gave up after {}, and found nothing wrong in them: fewer threads or fewer steps \
                 make it complete, `max_preemptions` makes it smaller",
                plural(*executions, "execution", "executions")
            ),
            SearchError::TooLong { steps } => write!(
                f,
                "one execution took more than {} steps and was given up: is there a loop without an end?",
                grouped(*steps as u64)
            ),
            SearchError::TooManyThreads => write!(
                f,
                "a model can have {} threads, the closure's own included: fewer show the same bugs",
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
                 execution: that is done for numbers, `bool`, `char` and `&str`, for options, pairs and arrays of \
                 them, and for nothing that may own something. So make it inside the closure, and share it with an \
                 `Arc` or with `thread::scope`"
            ),
            SearchError::CarriedOver { kind } => write!(
                f,
                "a `{kind}` of one execution was used in a later one. Each execution has threads, locks and \
                 channels of its own: make it inside the closure, and keep nothing of it outside"
            ),
            SearchError::TooManyStacks => write!(
                f,
                "too many runs have failed in this process: each keeps the stacks of the threads that it left \
                 behind, for something may still refer to them; explore fewer programs in one process"
            ),
            SearchError::NothingSeen => write!(
                f,
                "the threads took no step that the explorer sees. It sees what comes from `interleave::sync`, \
                 `thread`, `cell` and `rc`, and nothing of std's own: which of them does the code `use`?"
            ),
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
